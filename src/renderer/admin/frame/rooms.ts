import { Gift, ListOrdered, Play, ScrollText, SlidersHorizontal, Users, type LucideIcon } from 'lucide-react';

/** The desk's rooms in the order of the rail. A later room is one more line here and its component in Desk. */
export const ROOMS = ['show', 'prizes', 'participants', 'results', 'log', 'settings'] as const;
export type RoomName = (typeof ROOMS)[number];

export const ROOM_ICONS: Record<RoomName, LucideIcon> = {
  show: Play,
  prizes: Gift,
  participants: Users,
  results: ListOrdered,
  log: ScrollText,
  settings: SlidersHorizontal,
};

/** The room in the address bar's fragment; the show when it names none. */
export const roomOf = (hash: string): RoomName => ROOMS.find((room) => `#${room}` === hash) ?? 'show';
