import { assertKnown, linkAt, type SealChain } from './chainHash.ts';

/** Chains whose links are kept: each is 1024 hashes, which a game that is drawn every moment need not make again. */
const CHAINS_KEPT = 32;

/** The link before one: one hash further down. */
const below = (link: string): string => linkAt({ chainSecret: Buffer.from(link, 'hex'), chainTop: 1 }, 0);

/** All links of a chain that are known, by their index, the seal first. */
const linksOf = (topLink: string, top: number): readonly string[] => {
  const links = [topLink];
  let link = topLink;
  for (let index = top; index > 0; index -= 1) links.push((link = below(link)));
  return links.reverse();
};

/** Links of seal chains, of the chains that were drawn from last. @throws RangeError where one is not known. */
export const createChainLinks = (): ((chain: SealChain, index: number) => string) => {
  const chains = new Map<string, readonly string[]>();
  return (chain, index) => {
    const hex = Buffer.from(chain.chainSecret).toString('hex');
    const links = chains.get(hex) ?? linksOf(hex, chain.chainTop);
    // The one used last is the last to go.
    chains.delete(hex);
    chains.set(hex, links);
    for (const oldest of chains.keys()) {
      if (chains.size <= CHAINS_KEPT) break;
      chains.delete(oldest);
    }
    assertKnown(index, chain);
    return links[index] ?? '';
  };
};
