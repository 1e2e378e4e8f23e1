const number = new Intl.NumberFormat('en');

export const en = {
  entries: (entries: number): string =>
    entries === 1 ? '1 number in the draw' : `${number.format(entries)} numbers in the draw`,
  closed: 'Entropy closed: nobody can know or change the winner now',
  closedAs: 'Closed as',
  drawing: (count: number): string => (count === 1 ? 'Drawing one winner' : `Drawing ${number.format(count)} winners`),
  winning: (count: number): string => (count === 1 ? 'Winning number' : `${number.format(count)} winning numbers`),
  steppingIn: (absent: string, done: boolean): string =>
    done ? `Steps in for ${absent}` : `${absent} is absent: a reserve steps in`,
  absent: (numbers: readonly string[]): string =>
    numbers.length === 1 ? `${numbers.join()} is absent` : `${numbers.join(', ')} are absent`,
  drawnWith: (parts: readonly string[]): string => `Drawn with ${parts.join(', ')}`,
  mixedIn: {
    phones: (phones: number): string =>
      phones === 1 ? '1 phone’s randomness' : `${number.format(phones)} phones’ randomness`,
    words: (words: string): string => `the word “${words}”`,
    beacon: (round: number): string => `public beacon round ${round}`,
  },
  /** For those who listen. */
  announce: {
    armed: (prize: string, fingerprint: string): string =>
      `Next draw: ${prize}. Compare with your phone: ${fingerprint}.`,
    spinning: (prize: string): string => `Now drawing: ${prize}.`,
    stepIn: (absent: string, prize: string): string => `${absent} is absent. A reserve steps in for: ${prize}.`,
    winner: (numbers: readonly string[], prize: string): string =>
      `${numbers.length === 1 ? 'Winning number' : 'Winning numbers'}: ${numbers.join(', ')}. Prize: ${prize}.`,
  },
};

export type DrawTexts = typeof en;
