import { ChevronFirst, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { RouteData } from '../../../../contract/routes.ts';
import { call } from '../../../common/api.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { exactTime } from '../../console/time.ts';
import { useHostData } from '../../console/useHostData.ts';
import { Loading } from '../../controls/Loading.tsx';
import { Notice } from '../../controls/Notice.tsx';
import { PageButton, Pages } from '../../controls/Pages.tsx';
import { LoadingRefused } from '../../controls/RefusalNotice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import type { LotteriesTexts } from './texts.en.ts';
import { lotteriesTexts } from './texts.ts';

const PAGE_SIZE = 20;

type LogRecord = RouteData<'log'>['records'][number];
type Actions = LotteriesTexts['log']['actions'];

const isKnown = (actions: Actions, action: string): action is keyof Actions => Object.keys(actions).includes(action);

/** What a record says of one lottery: which, and why. */
const aboutLottery = ({ details }: LogRecord): string[] => {
  if (typeof details !== 'object' || details === null) return [];
  const { lottery_id: lottery, reason } = details as Readonly<Record<string, unknown>>;
  return [lottery, reason].filter((said) => typeof said === 'string');
};

const Records = ({ gameId }: { gameId: string }) => {
  const { language } = useConsole();
  const t = useTexts(lotteriesTexts).log;
  const [after, setAfter] = useState(0);
  const log = useHostData(`log ${gameId} ${after}`, 0, () =>
    call('log', { params: { event_id: gameId }, query: { after, limit: PAGE_SIZE } }),
  );
  const { data } = log;
  if (data === null) return log.refusal ? <LoadingRefused refusal={log.refusal} retry={log.retry} /> : <Loading />;
  const next = data.next_after;
  return (
    <>
      {!data.intact && <Notice kind="bad">{t.broken}</Notice>}
      {data.records.length === 0 && <p className="quiet">{t.none}</p>}
      <ol>
        {data.records.map((record) => (
          <li key={record.seq} data-testid="game-log-record" data-action={record.action}>
            <time className="quiet" dateTime={record.at}>
              {exactTime(record.at, language)}
            </time>
            <span>{isKnown(t.actions, record.action) ? t.actions[record.action] : record.action}</span>
            {aboutLottery(record).map((said) => (
              <bdi key={said}>{said}</bdi>
            ))}
          </li>
        ))}
      </ol>
      {(next !== null || after > 0) && (
        <Pages>
          <PageButton icon={ChevronFirst} label={t.oldest} disabled={after === 0} onClick={() => setAfter(0)} />
          <PageButton
            icon={ChevronRight}
            iconAfter
            label={t.newer}
            disabled={next === null}
            onClick={() => setAfter(next ?? 0)}
          />
        </Pages>
      )}
    </>
  );
};

/** What organisers, and draws, did to a game; looked up when it is opened, oldest first. */
export const GameLog = ({ gameId }: { gameId: string }) => {
  const t = useTexts(lotteriesTexts).log;
  const [open, setOpen] = useState(false);
  return (
    <details
      className="lottery-proof game-log"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      data-testid="game-log"
    >
      <summary>{t.heading}</summary>
      {open && <Records gameId={gameId} />}
    </details>
  );
};
