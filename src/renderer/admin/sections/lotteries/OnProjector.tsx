import { useState } from 'react';
import type { GameData } from '../../../../contract/lotteries/routes.ts';
import type { RouteData } from '../../../../contract/routes.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { useRequest } from '../../console/useRequest.ts';
import { CheckField } from '../../controls/CheckField.tsx';
import { RequestButton } from '../../controls/RequestButton.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { lotteriesTexts } from './texts.ts';
import { useRefusalWords } from '../../console/useRefusalWords.ts';

/** Whether the audience sees this game: at most one is on the projector. */
export const OnProjector = ({ game, onChanged }: { game: GameData; onChanged: () => void }) => {
  const { notify } = useConsole();
  const t = useTexts(lotteriesTexts).projector;
  const refusalWords = useRefusalWords();
  const { busy, send } = useRequest();
  const [wholeIds, setWholeIds] = useState(game.whole_ids);

  const show = async (shown: boolean, whole: boolean): Promise<void> => {
    const outcome = await send<RouteData<'showGame'>>(() =>
      call('showGame', { params: { game_id: game.game_id }, body: { shown, whole_ids: whole } }),
    );
    if (outcome === null) return;
    if (outcome.ok) notify('good', outcome.value.shown ? t.shown(game.name) : t.hidden(game.name));
    else {
      setWholeIds(game.whole_ids);
      notify('bad', refusalWords(outcome.refusal));
    }
    onChanged();
  };

  return (
    <div className="lottery-projector">
      <p className="quiet">{t.lead}</p>
      <CheckField
        checked={wholeIds}
        onChange={(whole) => {
          setWholeIds(whole);
          if (game.shown) void show(true, whole);
        }}
        testId="game-whole-ids"
      >
        {t.wholeIds}
      </CheckField>
      <RequestButton
        className="button"
        busy={busy}
        onClick={() => void show(!game.shown, wholeIds)}
        testId="game-projector"
      >
        {game.shown ? t.hide : t.show}
      </RequestButton>
    </div>
  );
};
