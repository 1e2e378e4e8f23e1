import type { ReactNode } from 'react';
import type { SceneProps } from '../../scene.ts';
import { Gathering } from './Gathering.tsx';
import { RoomResultScene } from './RoomResultScene.tsx';
import { Vote } from './Vote.tsx';
// Before the rest, which has a word for narrow screens.
import './vote.css';
import './room.css';

/** A room: people gather, vote, and see what came of it. */
export const RoomScene = (props: SceneProps): ReactNode => {
  const { room: now } = props;
  if (!now?.room) return null;
  const given = { ...props, now, shown: now.room };
  switch (now.room.phase) {
    case 'voting':
      return <Vote {...given} />;
    case 'result':
      return now.room.result && <RoomResultScene {...given} result={now.room.result} />;
    default:
      return <Gathering {...given} />;
  }
};
