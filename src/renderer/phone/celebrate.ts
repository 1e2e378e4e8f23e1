/** The win as it feels and sounds. Nothing is loaded for it. */
let audio: AudioContext | null = null;

/** To be called within a touch: browsers allow sound only then. Answers whether there will be sound. */
export const enableSound = (): boolean => {
  if (typeof AudioContext === 'undefined') return false;
  audio ??= new AudioContext();
  // Refused where the touch did not count; the next one is tried again.
  audio.resume().catch(() => undefined);
  return true;
};

export const isSoundOn = (): boolean => audio !== null;

/** A rising arpeggio, Hz, an eighth apart. */
const FANFARE = [523.25, 659.25, 783.99, 1046.5, 783.99, 1046.5, 1318.5];
const EIGHTH_S = 0.14;

const playFanfare = (context: AudioContext): void => {
  FANFARE.forEach((frequency, index) => {
    const start = context.currentTime + 0.05 + index * EIGHTH_S;
    const length = index === FANFARE.length - 1 ? 1.2 : 0.3;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = 'triangle';
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.25, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + length);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + length);
  });
};

export const celebrate = (): void => {
  // Not on every phone, and on some only after a touch.
  if ('vibrate' in navigator) navigator.vibrate([220, 90, 220, 90, 420]);
  if (audio?.state === 'running') playFanfare(audio);
};
