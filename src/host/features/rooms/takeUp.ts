import type { BallotKeys } from './ballotKeys.ts';
import { openBallot } from './ballots.ts';
import { newLiveRoom, rankStored, setPerson, setResult, type LiveRoom } from './liveRoom.ts';
import type { LiveGathering } from './store.ts';

/**
 * A room as a start finds it in the store: with its people, its vote, its result. `lost`: why the ballots of an open vote
 * cannot be read; then nobody counts as having voted. `now`: ms since 1970.
 */
export const takeUp = async (
  { gathering, people, ballots, isShown }: LiveGathering,
  keys: BallotKeys,
  now: number,
): Promise<{ readonly room: LiveRoom; readonly lost: unknown }> => {
  const room = newLiveRoom(gathering, now);
  room.isShown = isShown;
  for (const person of people) setPerson(room, person);
  if (gathering.phase === 'result') setResult(room, rankStored(people));
  if (gathering.phase !== 'voting') return { room, lost: null };
  const key = await keys.find(gathering.id);
  try {
    if (!key) throw new Error('the key of the vote is gone');
    for (const ballot of ballots) {
      room.ballots.set(Buffer.from(ballot.handle).toString('hex'), openBallot(key, ballot));
    }
  } catch (error) {
    room.ballots.clear();
    for (const person of people) setPerson(room, { ...person, hasVoted: false });
    return { room, lost: error };
  }
  room.ballotKey = key;
  return { room, lost: null };
};
