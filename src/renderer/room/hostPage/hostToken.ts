import type { KeyValueStore } from '../../common/browserStorage.ts';

const keyOf = (roomId: string): string => `luckydraw.room-host.${roomId}`;
const TOKEN = /^[\x21-\x7e]{16,256}$/;

/**
 * The host token of a room: of the link's fragment, which no request carries, else of an earlier visit. It leaves the
 * address bar at once, and is kept in this browser so that a closed page finds back. Undefined: none is known.
 */
export const takeHostToken = (
  roomId: string,
  storage: KeyValueStore,
  page: { readonly hash: string; clearHash(): void },
): string | undefined => {
  const given = page.hash.slice(1);
  if (given !== '') page.clearHash();
  if (TOKEN.test(given)) storage.setItem(keyOf(roomId), given);
  return storage.getItem(keyOf(roomId)) ?? undefined;
};

/** The room was given back: its token is worth nothing any more. */
export const dropHostToken = (roomId: string, storage: KeyValueStore): void => storage.removeItem(keyOf(roomId));
