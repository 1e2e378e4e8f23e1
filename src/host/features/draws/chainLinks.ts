import { chainLength, chainLink } from '../../../core/fairness/chain.ts';

/** Chains whose links are kept: each is 1024 hashes, which a game that is drawn every moment need not make again. */
const CHAINS_KEPT = 32;

/** The link before one: one hash further down. */
const below = (link: string): string => chainLink(link, chainLength - 1);

/** Links of seal chains, of the chains that were drawn from last. `tip`: the chain's secret. */
export const createChainLinks = (): ((tip: Uint8Array, index: number) => string) => {
  const chains = new Map<string, readonly string[]>();
  return (tip, index) => {
    const hex = Buffer.from(tip).toString('hex');
    let links = chains.get(hex);
    if (!links) {
      const made = [hex];
      // From the tip down, one hash each. Kept by index, so that links[0] is the seal.
      for (let at = chainLength - 1; at >= 0; at -= 1) made.push(below(made[made.length - 1]!));
      links = made.reverse();
    }
    // The one used last is the last to go.
    chains.delete(hex);
    chains.set(hex, links);
    for (const oldest of chains.keys()) {
      if (chains.size <= CHAINS_KEPT) break;
      chains.delete(oldest);
    }
    return links[index]!;
  };
};
