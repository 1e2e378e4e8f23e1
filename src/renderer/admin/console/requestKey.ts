/** A new key for one intention of the user. Works without a secure context, where randomUUID does not exist. */
export const newKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

export interface Intention {
  /** The key for this content: the same while the content is, so that a repeated submit is known as one. */
  keyFor(content: unknown): string;
  /** Done or refused for good: the next submit is a new intention. */
  end(): void;
}

export const createIntention = (random: () => string = newKey): Intention => {
  let content = '';
  let key = '';
  return {
    keyFor: (next) => {
      const text = JSON.stringify(next);
      if (key === '' || text !== content) {
        content = text;
        key = random();
      }
      return key;
    },
    end: () => {
      key = '';
    },
  };
};
