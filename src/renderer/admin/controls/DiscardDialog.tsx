import { consoleTexts } from '../console/texts.ts';
import { useTexts } from '../language/useTexts.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';

/** Asks before what was typed and not saved is dropped. */
export const DiscardDialog = ({
  open,
  onKeep,
  onDiscard,
}: {
  open: boolean;
  onKeep: () => void;
  onDiscard: () => void;
}) => {
  const t = useTexts(consoleTexts).discard;
  return (
    <ConfirmDialog
      open={open}
      title={t.title}
      confirm={t.confirm}
      cancel={t.keep}
      onClose={onKeep}
      onConfirm={onDiscard}
    >
      <p>{t.body}</p>
    </ConfirmDialog>
  );
};
