import { Dialog } from '../controls/Dialog.tsx';
import { usePreferences } from '../preferences.ts';
import { useDesk } from '../console/consoleContext.ts';
import { ROOMS } from './rooms.ts';

export const ShortcutsDialog = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const { m } = useDesk();
  const { shortcuts } = usePreferences();
  const rows: [string[], string][] = [
    [[m.shortcuts.space], m.shortcuts.big],
    [['↑', '↓'], m.shortcuts.prize],
    [['1', '…', '9'], m.shortcuts.nth],
    [['←', '→'], m.shortcuts.count],
    [['Alt', `1 … ${ROOMS.length}`], m.shortcuts.rooms],
    [['?'], m.shortcuts.help],
  ];
  return (
    <Dialog open={open} onClose={onClose} title={m.shortcuts.heading}>
      <h2>{m.shortcuts.heading}</h2>
      <dl className="shortcut-list">
        {rows.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">{shortcuts ? m.shortcuts.note : m.shortcuts.off}</p>
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={onClose}>
          {m.shortcuts.close}
        </button>
      </div>
    </Dialog>
  );
};
