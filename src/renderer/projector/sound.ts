/** The sounds of the show, made on the spot: no files. Silent until the browser permits sound. */

export interface Sound {
  /** A digit passes the pay line. */
  tick(): void;
  /** A reel stops. */
  clunk(last: boolean): void;
  fanfare(): void;
  mute(muted: boolean): void;
  close(): void;
}

const LOUD = 0.5;
/** Ticks come no faster than this, however fast the reels turn. */
const TICK_APART_S = 0.055;

/** C major, spread upwards, the last one held: Hz and seconds from the start. */
const FANFARE: readonly (readonly [frequency: number, at: number, length: number])[] = [
  [523.25, 0, 0.16],
  [659.25, 0.13, 0.16],
  [783.99, 0.26, 0.18],
  [1046.5, 0.42, 1.5],
  [783.99, 0.42, 1.5],
  [659.25, 0.42, 1.5],
  [261.63, 0.42, 1.7],
];

export const createSound = (): Sound => {
  const context = new AudioContext();
  const out = context.createGain();
  let muted = false;
  out.gain.value = LOUD;
  // Chords and clunks at the same time stay below the limit.
  const limiter = context.createDynamicsCompressor();
  out.connect(limiter).connect(context.destination);

  const noise = context.createBuffer(1, context.sampleRate / 4, context.sampleRate);
  const samples = noise.getChannelData(0);
  for (let index = 0; index < samples.length; index++) samples[index] = Math.random() * 2 - 1;

  const permit = (): void => {
    if (context.state === 'suspended') void context.resume();
  };
  window.addEventListener('keydown', permit);
  window.addEventListener('pointerdown', permit);
  const audible = (): boolean => context.state === 'running' && !muted;

  const envelope = (at: number, peak: number, attack: number, length: number): GainNode => {
    const gain = context.createGain();
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.exponentialRampToValueAtTime(peak, at + attack);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + length);
    gain.connect(out);
    return gain;
  };
  const rattle = (at: number, frequency: number, peak: number, length: number): void => {
    const source = context.createBufferSource();
    source.buffer = noise;
    const band = context.createBiquadFilter();
    band.type = 'bandpass';
    band.frequency.value = frequency;
    band.Q.value = 3;
    source.connect(band).connect(envelope(at, peak, 0.002, length));
    source.start(at, Math.random() * 0.1, length);
  };
  const tone = (type: OscillatorType, frequency: number, at: number, peak: number, length: number): OscillatorNode => {
    const oscillator = context.createOscillator();
    oscillator.type = type;
    oscillator.frequency.value = frequency;
    oscillator.connect(envelope(at, peak, 0.012, length));
    oscillator.start(at);
    oscillator.stop(at + length);
    return oscillator;
  };

  let lastTick = 0;
  return {
    tick: () => {
      const now = context.currentTime;
      if (!audible() || now - lastTick < TICK_APART_S) return;
      lastTick = now;
      rattle(now, 2_600, 0.22, 0.03);
    },
    clunk: (last) => {
      if (!audible()) return;
      const now = context.currentTime;
      rattle(now, 700, 0.8, 0.09);
      tone('sine', last ? 70 : 105, now, 0.9, last ? 0.3 : 0.16).frequency.exponentialRampToValueAtTime(45, now + 0.15);
    },
    fanfare: () => {
      if (!audible()) return;
      const now = context.currentTime + 0.12;
      for (const [frequency, at, length] of FANFARE) {
        tone('triangle', frequency, now + at, 0.3, length);
        tone('sine', frequency * 2, now + at, 0.06, length * 0.7);
      }
    },
    mute: (silent) => {
      muted = silent;
      out.gain.setTargetAtTime(muted ? 0 : LOUD, context.currentTime, 0.03);
    },
    close: () => {
      window.removeEventListener('keydown', permit);
      window.removeEventListener('pointerdown', permit);
      void context.close();
    },
  };
};
