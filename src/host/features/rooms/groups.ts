import type { DrawGroup } from '../../../core/stage/draw.ts';
import type { RoomGroup } from '../../../contract/rooms/views.ts';
import { rankStored, winnersOf } from './liveRoom.ts';
import type { GatheringRecord, PersonRecord } from './store.ts';

type Who = RoomGroup['who'];
type Gathered = { readonly gathering: GatheringRecord; readonly people: readonly PersonRecord[] };

const groupId = (gatheringId: string, who: Who): string => `${gatheringId}-${who}`;

const inRoom = ({ roomId, title }: GatheringRecord): string => (title === '' ? roomId : `${roomId} (${title})`);

const rules: Readonly<Record<Who, (gathering: GatheringRecord) => string>> = {
  participants: (gathering) => `took part in room ${inRoom(gathering)}`,
  voters: (gathering) => `voted in room ${inRoom(gathering)}`,
  winners: (gathering) => `wrote a text that won the vote of room ${inRoom(gathering)}`,
};

const membersOf = ({ gathering, people }: Gathered, who: Who): readonly PersonRecord[] => {
  const present = people.filter(({ isRemoved }) => !isRemoved);
  if (who === 'participants') return present;
  // Who votes, and who leads, is not settled before the close.
  if (gathering.phase !== 'result') return [];
  if (who === 'voters') return present.filter(({ hasVoted }) => hasVoted);
  const winners = new Set(winnersOf(gathering, rankStored(present)));
  return present.filter(({ id }) => winners.has(id));
};

const WHO: readonly Who[] = ['participants', 'voters', 'winners'];

/** The groups of a gathering among whom there is anybody to draw. */
export const groupsOf = (gathered: Gathered): RoomGroup[] =>
  WHO.map((who) => ({
    group: groupId(gathered.gathering.id, who),
    who,
    count: membersOf(gathered, who).length,
  })).filter(({ count }) => count > 0);

/** The gathering and the group that an id names; null: it is of no gathering. */
export const readGroupId = (id: string): { readonly gatheringId: string; readonly who: Who } | null => {
  const [, gatheringId = '', name = ''] = /^([0-9a-f]{32})-([a-z]+)$/.exec(id) ?? [];
  const who = WHO.find((one) => one === name);
  return who === undefined ? null : { gatheringId, who };
};

export const drawGroup = (gathered: Gathered, who: Who): DrawGroup => ({
  numbers: new Set(membersOf(gathered, who).map(({ drawNumber }) => drawNumber)),
  rule: rules[who](gathered.gathering),
});
