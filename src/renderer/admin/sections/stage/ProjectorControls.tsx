import { ExternalLink, Volume2, VolumeX } from 'lucide-react';
import type { RouteBody } from '../../../../contract/routes.ts';
import { call } from '../../../common/api.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../../common/language.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { consoleTexts } from '../../console/texts.ts';
import { useRequest } from '../../console/useRequest.ts';
import { Choices } from '../../controls/Choices.tsx';
import { RefusalNotice } from '../../controls/RefusalNotice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { openProjector } from './openProjector.ts';
import { stageTexts } from './texts.ts';

/**
 * The projector's line: what every projector speaks and whether it is silent, and a window for one more. The host keeps
 * the first two; L and M on a projector change the same.
 */
export const ProjectorControls = ({ headingId }: { headingId: string }) => {
  const { view, online } = useConsole();
  const { opensWindow } = useTexts(consoleTexts);
  const { mirror, openProjector: open, projector: t } = useTexts(stageTexts);
  const { refusal, send } = useRequest();
  const change = (body: RouteBody<'updateEvent'>): void => {
    if (online) void send(() => call('updateEvent', { params: { event_id: view.id }, body }));
  };
  const { projector_language: language, projector_muted: muted } = view.settings;
  const Speaker = muted ? VolumeX : Volume2;
  return (
    <>
      <div className="projector-controls">
        <h3 id={headingId}>{mirror}</h3>
        <Choices
          label={t.language}
          name="projector-language"
          value={language}
          options={LANGUAGES.map((id) => ({ value: id, text: LANGUAGE_NAMES[id], lang: id }))}
          onChange={(next) => change({ projector_language: next })}
        />
        <button
          type="button"
          className="button small-button"
          aria-pressed={muted}
          aria-label={t.mute}
          title={t.mute}
          onClick={() => change({ projector_muted: !muted })}
          data-testid="projector-mute"
        >
          <Speaker aria-hidden="true" size={16} />
          {muted ? t.soundOff : t.soundOn}
        </button>
        <button type="button" className="button small-button" onClick={openProjector}>
          <ExternalLink aria-hidden="true" size={16} />
          {open}
          <span className="visually-hidden"> ({opensWindow})</span>
        </button>
      </div>
      <RefusalNotice refusal={refusal} />
    </>
  );
};
