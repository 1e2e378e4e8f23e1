/**
 * The outbox in a process of its own, to be killed: writes events without end and relays them. Arguments: folder, file,
 * webhook, the round's name or `-` for one that only delivers. Prints each event that is committed, as `subject n`, and
 * `drained` when nothing waits.
 */
import { allDelivered, happened, openOutboxParts } from '../support/outbox.ts';

const SUBJECTS = 12;

const [folder = '', outboxFile = '', webhook = '', round = '-'] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const { emit, until } = await openOutboxParts(folder, {
  settings: { outboxFile, webhookUrl: [webhook], webhookSecret: ['whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz'] },
});
say('open');

const pour = async (subject: string): Promise<void> => {
  for (let n = 1; ; n += 1) {
    await emit([happened(subject, n)]);
    say(`${subject} ${n}`);
  }
};

if (round === '-') {
  await until(allDelivered);
  say('drained');
} else await Promise.all(Array.from({ length: SUBJECTS }, (_, index) => pour(`${round}-${index}`)));
