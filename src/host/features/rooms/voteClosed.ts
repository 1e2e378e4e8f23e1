import type { OutboxEvent } from '../../platform/storage/auditedChange.ts';
import type { GatheringRecord, PersonRecord } from './store.ts';

/** What other systems are told of a closed vote: texts on the ballot with their votes, the best first. No lucky numbers. */
export const voteClosed = (
  gathering: GatheringRecord,
  people: readonly PersonRecord[],
  votes: readonly (readonly [personId: number, votes: number])[],
  ballots: number,
  at: number,
): OutboxEvent => {
  const texts = new Map(people.map(({ id, text }) => [id, text]));
  return {
    type: 'roomVoteClosed',
    subject: gathering.roomId,
    at,
    data: {
      room_id: gathering.roomId,
      gathering: gathering.id,
      title: gathering.title,
      ballots,
      texts: votes
        .slice(0, MOST_TEXTS)
        .map(([id, count]) => ({ text_id: id, text: texts.get(id) ?? '', votes: count })),
    },
  };
};

/** An event stays small, however many took part. */
const MOST_TEXTS = 100;
