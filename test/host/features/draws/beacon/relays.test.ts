import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBeacon } from '../../../../../src/host/features/draws/beacon/beacon.ts';
import { CHAIN_HASH } from '../../../../../src/host/features/draws/beacon/quicknet.ts';
import { publicRelays, relayAt } from '../../../../../src/host/features/draws/beacon/relays.ts';
import { createClock } from '../../../../../src/host/platform/clock.ts';
import { ROUND_1000 } from './recordedRounds.ts';

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const patient = (): AbortSignal => AbortSignal.timeout(10_000);

describe('asking a relay', () => {
  it('asks for a round of this very network, and gives what came', async () => {
    const asked: (string | undefined)[] = [];
    const base = await serve((request, response) => {
      asked.push(request.url);
      response.end(JSON.stringify(ROUND_1000));
    });
    expect(await relayAt(base)(1000, patient())).toEqual(ROUND_1000);
    expect(await relayAt(base)('latest', patient())).toEqual(ROUND_1000);
    expect(asked).toEqual([`/${CHAIN_HASH}/public/1000`, `/${CHAIN_HASH}/public/latest`]);
  });

  it.each<[string, RequestListener]>([
    ['a refusal', (_, response) => response.writeHead(404).end(JSON.stringify(ROUND_1000))],
    ['a page', (_, response) => response.end('<!doctype html><title>Welcome to our Wi-Fi</title>')],
    ['a way elsewhere', (_, response) => response.writeHead(302, { location: '/log-in' }).end()],
    ['no end of text', (_, response) => response.write(`"${'a'.repeat(1_000_000)}`)],
    [
      'a cut line',
      (_, response) => response.writeHead(200, { 'content-length': '300' }).write('{"round":') && response.destroy(),
    ],
  ])('gives null for %s', async (_, listener) => {
    expect(await relayAt(await serve(listener))(1000, patient())).toBeNull();
  });

  it('gives null where nobody listens', async () => {
    const base = await serve((_, response) => response.end());
    const nobody = base.replace(/\d+$/, '1');
    expect(await relayAt(nobody)(1000, patient())).toBeNull();
  });

  it('ends when it is told to', async () => {
    const ending = new AbortController();
    const base = await serve(() => ending.abort()); // It never answers.
    expect(await relayAt(base)(1000, ending.signal)).toBeNull();
  });
});

it('a beacon over a real connection gives verified randomness', async () => {
  const base = await serve((_, response) => response.end(JSON.stringify(ROUND_1000)));
  const beacon = createBeacon({ relays: [relayAt(base)], clock: createClock() });
  expect(await beacon.fetch(1000)).toMatchObject({ ok: true, entropy: { value: ROUND_1000.randomness } });
});

it('knows several public relays', () => {
  expect(publicRelays().length).toBeGreaterThanOrEqual(3);
});
