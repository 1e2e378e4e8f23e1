import { chainLength } from '../../../core/fairness/chain.ts';
import { linkAt } from './chainHash.ts';

/** Chains whose links are kept: each is 1024 hashes, which a game that is drawn every moment need not make again. */
const CHAINS_KEPT = 32;

/** The link before one: one hash further down. */
const below = (link: string): string => linkAt(Buffer.from(link, 'hex'), chainLength - 1);

/** All links of a chain by their index, the seal first. */
const linksOf = (chainSecret: string): readonly string[] => {
  const links = [chainSecret];
  let link = chainSecret;
  for (let index = chainLength; index > 0; index -= 1) links.push((link = below(link)));
  return links.reverse();
};

/** Links of seal chains, of the chains that were drawn from last. @throws RangeError outside of the chain. */
export const createChainLinks = (): ((chainSecret: Uint8Array, index: number) => string) => {
  const chains = new Map<string, readonly string[]>();
  return (chainSecret, index) => {
    const hex = Buffer.from(chainSecret).toString('hex');
    const links = chains.get(hex) ?? linksOf(hex);
    // The one used last is the last to go.
    chains.delete(hex);
    chains.set(hex, links);
    for (const oldest of chains.keys()) {
      if (chains.size <= CHAINS_KEPT) break;
      chains.delete(oldest);
    }
    const link = links[index];
    if (link === undefined) throw new RangeError(`no link ${index} in a chain of ${chainLength}`);
    return link;
  };
};
