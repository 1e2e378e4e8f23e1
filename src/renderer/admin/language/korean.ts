/** A number as Korean texts write it. */
export const count = (n: number): string => n.toLocaleString('ko');
