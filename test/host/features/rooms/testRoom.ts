/** A room of a real host, for the tests of rooms: its host, and its people. */
import type { RouteBody } from '../../../../src/contract/routes.ts';
import type { TestHost } from '../../../support/host.ts';

/** Somebody of the event, with what they may do in a room. */
export interface Guest {
  readonly token: string;
  readonly number: number;
}

export const joinEvent = async (open: TestHost, count: number): Promise<Guest[]> =>
  (await open.join(count)).map(({ session_token: token, draw_number: number }) => ({ token, number }));

/** What a host and the people of one room do; answers are whole, so that a test may look at refusals. */
export const roomOf = (open: TestHost, id: string, hostToken: string) => {
  const params = { room_id: id };
  const host = { params, token: hostToken };
  return {
    id,
    hostToken,
    participate: ({ token }: Guest, text: string, more: Omit<RouteBody<'participate'>, 'text'> = {}) =>
      open.call('participate', { params, token, body: { text, ...more } }),
    change: ({ token }: Guest, body: RouteBody<'changeRoomSelf'>) =>
      open.call('changeRoomSelf', { params, token, body }),
    self: ({ token }: Guest) => open.call('roomSelf', { params, token }),
    vote: ({ token }: Guest, ...choices: number[]) => open.call('vote', { params, token, body: { choices } }),
    texts: (query: { after?: number; limit?: number } = {}) => open.call('roomTexts', { params, query }),
    set: (body: RouteBody<'changeRoom'>) => open.call('changeRoom', { ...host, body }),
    start: () => open.call('startVoting', host),
    close: () => open.call('closeVoting', host),
    release: () => open.call('releaseRoom', host),
    breakTie: () => open.call('breakTie', host),
    people: (query: { after?: number; limit?: number } = {}) => open.call('roomPeople', { ...host, query }),
    moderate: (personId: number, shown: boolean) =>
      open.call('moderatePerson', {
        params: { ...params, person_id: String(personId) },
        token: hostToken,
        body: { shown },
      }),
    remove: (personId: number) =>
      open.call('removePerson', { params: { ...params, person_id: String(personId) }, token: hostToken }),
    /** The same room of a host that was opened again. */
    in: (again: TestHost) => roomOf(again, id, hostToken),
  };
};
export type TestRoom = ReturnType<typeof roomOf>;

export const acquire = async (open: TestHost): Promise<TestRoom> => {
  const { data } = await open.admin('acquireRoom', {});
  return roomOf(open, data.room_id, data.host_token);
};
