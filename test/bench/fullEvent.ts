/** One event that grows to half a million people: the last of them must be let in as fast as the first. */
import autocannon, { type Result } from 'autocannon';
import { newDataDir, openAdmin, processorMicros, residentBytes, startHost } from './hostUnderTest.ts';
import type { Measurement } from './report.ts';

const CONNECTIONS = 300;
const PARTS = 10;
/** What a young process is slow with (compiling, first memory) is no matter of the event's size. */
const WARM_UP = 30_000;
/** However slow the machine is, the bench ends. */
const PATIENCE_S = 90;

interface Part {
  /** Registrations a second. */
  readonly rate: number;
  /** Processor time of the host for each, in µs; null where the system does not tell. */
  readonly micros: number | null;
  /** Resident memory of the host at its end, in bytes; null where the system does not tell. */
  readonly resident: number | null;
}

export const measureFullEvent = async (size: { participants: number }): Promise<Measurement[]> => {
  const data = newDataDir();
  const host = await startHost(data.path);
  try {
    const admin = await openAdmin(host);
    await admin('PATCH', '', { capacity: 1_000_000 });
    const fill = async (amount: number): Promise<Part> => {
      const before = processorMicros(host.pid);
      const startedAt = performance.now();
      // The last answer's moment: what autocannon tells of a run's length is in whole seconds.
      let lastAt = startedAt;
      const result = await new Promise<Result>((resolve, reject) => {
        const load = autocannon(
          {
            url: `${host.url}/api/luckydraw/register`,
            method: 'POST',
            connections: CONNECTIONS,
            amount,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ event_id: host.eventId }),
          },
          (error: unknown, done) => (error ? reject(error) : resolve(done)),
        );
        load.on('response', () => (lastAt = performance.now()));
      });
      if (result.non2xx > 0 || result.errors > 0) {
        throw new Error(`${result.non2xx} refusals, ${result.errors} errors`);
      }
      const after = processorMicros(host.pid);
      return {
        rate: (amount / (lastAt - startedAt)) * 1_000,
        micros: before === null || after === null ? null : (after - before) / amount,
        resident: residentBytes(host.pid),
      };
    };
    await fill(WARM_UP);
    await admin('POST', '/reset', { reset_participants: true, reset_draws: true });
    const parts: Part[] = [];
    const startedAt = performance.now();
    while (parts.length < PARTS && performance.now() - startedAt < PATIENCE_S * 1_000) {
      parts.push(await fill(size.participants / PARTS));
    }
    const [first] = parts;
    const last = parts.at(-1);
    if (!first || !last) throw new Error('nothing was measured');
    const people = (parts.length * size.participants) / PARTS;
    const note = parts.length < PARTS ? `stopped after ${PATIENCE_S} s` : undefined;
    const micros = parts.flatMap((part) => part.micros ?? []);
    const [firstMicros] = micros;
    const lastMicros = micros.at(-1);
    const resident = last.resident;
    return [
      {
        group: 'A full event',
        name: `the last tenth of ${people.toLocaleString('en')} registrations`,
        value: last.rate,
        unit: '/s',
        reference: { name: 'the first tenth', value: first.rate },
        ratio: last.rate / first.rate,
        target: { of: 'ratio', is: 'least', limit: 0.9 },
        rounds: parts.map(({ rate }) => rate),
        ...(note === undefined ? {} : { note }),
      },
      ...(firstMicros === undefined || lastMicros === undefined
        ? []
        : [
            {
              group: 'A full event',
              name: 'processor time of the host for each',
              value: lastMicros,
              unit: 'µs',
              reference: { name: 'the first tenth', value: firstMicros },
              ratio: firstMicros / lastMicros,
              rounds: micros,
            },
          ]),
      ...(resident === null
        ? []
        : [{ group: 'A full event', name: 'resident memory at the end', value: resident / 2 ** 20, unit: 'MB' }]),
    ];
  } finally {
    await host.stop();
    data.remove();
  }
};
