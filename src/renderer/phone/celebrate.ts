/** The win as it feels, sounds and rains. Nothing is loaded for it. */
let audio: AudioContext | null = null;

/** To be called within a touch: browsers allow sound only then. Answers whether there will be sound. */
export const enableSound = (): boolean => {
  if (typeof AudioContext === 'undefined') return false;
  audio ??= new AudioContext();
  // Refused where the touch did not count; the next one is tried again.
  audio.resume().catch(() => undefined);
  return true;
};

/** No more sound until it is enabled again. Answers that it is off. */
export const disableSound = (): true => {
  // Refused where there was none yet.
  audio?.suspend().catch(() => undefined);
  return true;
};

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

const PIECES = 72;
const RAIN_S = 3.2;
/** Screen heights a second, squared. */
const GRAVITY = 1.1;
const COLOURS = ['#f7f2e7', '#0e1116', '#8a5a0b', '#ffffff'];

/** One burst from both lower corners, behind the words; then calm, and the canvas is gone. */
const throwConfetti = (): void => {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const width = innerWidth;
  const height = innerHeight;
  const sharpness = Math.min(2, devicePixelRatio || 1);
  canvas.className = 'confetti';
  canvas.width = width * sharpness;
  canvas.height = height * sharpness;
  canvas.setAttribute('aria-hidden', 'true');
  document.body.append(canvas);
  const pieces = Array.from({ length: PIECES }, (_, index) => {
    const side = index % 2 === 0 ? 1 : -1;
    return {
      x: side === 1 ? -0.02 : 1.02,
      vx: side * (0.15 + Math.random() * 0.75),
      vy: -(0.75 + Math.random() * 0.75),
      size: 6 + Math.random() * 6,
      turn: Math.random() * 6,
      spin: (Math.random() - 0.5) * 14,
      colour: COLOURS[index % COLOURS.length] ?? '#ffffff',
    };
  });
  const start = performance.now();
  const draw = (now: number): void => {
    const t = Math.max(0, now - start) / 1_000;
    if (t > RAIN_S) return canvas.remove();
    context.setTransform(sharpness, 0, 0, sharpness, 0, 0);
    context.clearRect(0, 0, width, height);
    context.globalAlpha = Math.min(1, (RAIN_S - t) / 0.6);
    for (const { x, vx, vy, size, turn, spin, colour } of pieces) {
      // Air holds paper back: fast at first, then it sails.
      const drift = vx * (1 - Math.exp(-1.6 * t));
      const rise = (vy * (1 - Math.exp(-1.9 * t))) / 1.1 + (GRAVITY * t * t) / (2 + 2.4 * t);
      const angle = turn + spin * t;
      context.setTransform(
        sharpness * Math.cos(angle),
        sharpness * Math.sin(angle),
        -sharpness * Math.sin(angle),
        sharpness * Math.cos(angle),
        (x + drift) * width * sharpness,
        (0.92 + rise) * height * sharpness,
      );
      context.fillStyle = colour;
      // Tumbling paper shows its edge now and then.
      const edge = Math.abs(Math.cos(turn + spin * 0.7 * t)) * 0.85 + 0.15;
      context.fillRect(-size / 2, -size * 0.7 * edge, size, size * 1.4 * edge);
    }
    requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
};

export const celebrate = (): void => {
  throwConfetti();
  // Not on every phone, and on some only after a touch: asking before one is an error in the browser's log.
  const touched = 'userActivation' in navigator ? navigator.userActivation.hasBeenActive : true;
  if (touched && 'vibrate' in navigator) navigator.vibrate([220, 90, 220, 90, 420]);
  if (audio?.state === 'running') playFanfare(audio);
};
