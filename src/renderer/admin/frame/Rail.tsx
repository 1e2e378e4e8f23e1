import { Keyboard } from 'lucide-react';
import { useDesk } from '../console/consoleContext.ts';
import { ROOM_ICONS, ROOMS, type RoomName } from './rooms.ts';

export const Rail = ({ room, onHelp }: { room: RoomName; onHelp: () => void }) => {
  const { m } = useDesk();
  return (
    <nav className="rail" aria-label={m.rooms.label}>
      <ul>
        {ROOMS.map((name) => {
          const Icon = ROOM_ICONS[name];
          return (
            <li key={name}>
              <a href={`#${name}`} aria-current={name === room ? 'page' : undefined} data-testid={`room-${name}`}>
                <Icon aria-hidden="true" size={20} />
                <span>{m.rooms[name]}</span>
              </a>
            </li>
          );
        })}
      </ul>
      <button type="button" className="rail-help" onClick={onHelp}>
        <Keyboard aria-hidden="true" size={20} />
        <span>{m.shortcuts.open}</span>
        <kbd aria-hidden="true">?</kbd>
      </button>
    </nav>
  );
};
