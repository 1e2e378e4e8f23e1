import type { Scene } from '../../scene.ts';
import { RoomScene } from './RoomScene.tsx';
import { TEXTS } from './texts.ts';

/** A room that the organiser shows, while nothing is drawn on the stage. */
export const roomScene: Scene = {
  subjectOf: ({ stage }, { room: shown }) => {
    const room = shown?.room;
    if (stage !== 'idle' || !room || room.phase === 'free') return null;
    // Who joins first does not begin another scene.
    return `room ${room.gathering} ${room.phase === 'acquired' ? 'gathering' : room.phase}`;
  },
  Component: RoomScene,
  announce: (_view, language, { room: shown }) => {
    const room = shown?.room;
    if (!room) return '';
    const texts = TEXTS[language];
    const name = room.title || texts.room(room.room_id);
    switch (room.phase) {
      case 'free':
        return '';
      case 'acquired':
      case 'gathering':
        return texts.announceGathering(name, room.room_id);
      case 'voting':
        return texts.announceVoting(name);
      case 'result': {
        const winner = room.result?.texts.find(({ text_id }) => text_id === room.result?.winner);
        if (winner) return texts.announceWinner(name, winner.text);
        return room.result && room.result.first.length > 1 ? texts.tie(room.result.first.length) : texts.noVotes;
      }
    }
  },
};
