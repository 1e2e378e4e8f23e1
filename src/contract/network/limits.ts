/** Addresses of this machine that the console is shown, the best first. */
export const MAX_ADDRESSES = 64;
