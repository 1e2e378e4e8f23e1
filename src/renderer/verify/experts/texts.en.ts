import type { ExpertName } from './expertNumbers.ts';

export const en = {
  title: 'Numbers for experts',
  hint: 'Protocol ld2. Hashes are SHA-256 in hex. Any program that speaks the protocol must get the same.',
  names: {
    version: 'Protocol',
    event: 'Event',
    place: 'Seal (epoch) / draw',
    announced_at: 'Announced at',
    rule: 'Rule',
    seal: 'Seal, chain[0]',
    reveal: 'Reveal, chain[draw]',
    entries: 'Entries',
    root: 'Merkle root of the entries',
    announcement_hash: 'announcement_hash',
    fingerprint: 'Its first 40 bits',
    sources: 'Announced sources',
    contributions: 'Phones’ contributions',
    spoken: 'Word from the audience',
    beacon: 'Beacon, round: randomness',
    entropy_hash: 'entropy_hash',
    delay: 'Delay, steps of square roots modulo the prime of RFC 2409 section 6.2',
    delay_input: 'Where the delay begins, x0',
    delay_output: 'What it gave, y',
    r: 'Key of the draw, r',
    winners: 'Winners',
    reserves: 'Reserves',
  } satisfies Record<ExpertName, string>,
};

export type ExpertTexts = typeof en;
