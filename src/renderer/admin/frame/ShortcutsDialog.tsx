import { Dialog } from '../controls/Dialog.tsx';
import { useTexts } from '../language/useTexts.ts';
import { usePreferences } from '../preferences.ts';
import { frameTexts } from './texts.ts';
import './shortcutsDialog.css';

export const ShortcutsDialog = ({
  open,
  sections,
  onClose,
}: {
  open: boolean;
  /** How many sections there are. */
  sections: number;
  onClose: () => void;
}) => {
  const t = useTexts(frameTexts).shortcuts;
  const { shortcuts } = usePreferences();
  const rows: [string[], string][] = [
    [[t.space], t.main],
    [['↑', '↓'], t.prize],
    [['1', '…', '9'], t.nth],
    [['←', '→'], t.count],
    [['Alt', `1 … ${sections}`], t.sections],
    [['?'], t.help],
  ];
  return (
    <Dialog open={open} onClose={onClose} title={t.heading}>
      <h2>{t.heading}</h2>
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
      <p className="quiet small">{shortcuts ? t.note : t.off}</p>
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={onClose}>
          {t.close}
        </button>
      </div>
    </Dialog>
  );
};
