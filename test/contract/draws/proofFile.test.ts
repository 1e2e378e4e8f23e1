import { describe, expect, it } from 'vitest';
import { proofFileName } from '../../../src/contract/draws/proofFile.ts';

describe('the name of a proof as a file', () => {
  it('says the event, the epoch and the draw', () => {
    expect(proofFileName({ event: 'autumn-2026', epoch: 1, draw: 12 })).toBe('proof-autumn-2026-1-12.json');
  });

  it('cannot leave its folder, whatever somebody wrote as the event', () => {
    expect(proofFileName({ event: '../../etc/pass wd\u0000', epoch: 1, draw: 1 })).toBe(
      'proof-______etc_pass_wd_-1-1.json',
    );
    expect(proofFileName({ event: '가을'.repeat(200), epoch: 1, draw: 1 }).length).toBeLessThan(100);
  });
});
