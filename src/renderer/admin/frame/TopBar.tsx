import { MonitorOff, TriangleAlert, WifiOff } from 'lucide-react';
import { Mark } from '../controls/Mark.tsx';
import { shortTime } from '../console/time.ts';
import { useConsole } from '../console/consoleContext.ts';
import { useTexts } from '../language/useTexts.ts';
import { CancelDraw } from '../console/stage/CancelDraw.tsx';
import { MainButton } from './MainButton.tsx';
import { frameTexts } from './texts.ts';
import './topBar.css';

const Gauge = ({ value, label, quiet, testId }: { value: string; label: string; quiet: boolean; testId: string }) => (
  <div className={quiet ? 'gauge quiet-gauge' : 'gauge'}>
    <dd data-testid={testId}>{value}</dd>
    <dt>{label}</dt>
  </div>
);

/** What is going on, and the one thing to do about it. */
export const TopBar = ({ inShow }: { readonly inShow: boolean }) => {
  const { view, online, language, live } = useConsole();
  const t = useTexts(frameTexts);
  const number = (n: number): string => n.toLocaleString(language);
  return (
    <header className="top-bar">
      <div className="top-event">
        <Mark />
        <div>
          <h1 dir="auto" className={view.name.length > 32 ? 'long' : undefined}>
            {view.name}
          </h1>
          <p className="stage" data-testid="stage" data-stage={view.stage} aria-live="polite">
            <span className="visually-hidden">{t.stage.label}: </span>
            <span className="stage-lamp" aria-hidden="true" />
            {t.stage[view.stage]}
          </p>
        </div>
      </div>

      <div className="top-state">
        <dl className="gauges">
          <Gauge
            value={number(view.count)}
            label={t.gauges.participants}
            quiet={view.count === 0}
            testId="participants-count"
          />
          <Gauge value={number(view.phones)} label={t.gauges.phones} quiet={view.phones === 0} testId="phones-count" />
          <Gauge
            value={number(view.displays)}
            label={t.gauges.projectors}
            quiet={view.displays === 0}
            testId="displays-count"
          />
        </dl>
        <p className="trouble" aria-live="polite" data-testid="trouble">
          {!online ? (
            <>
              <WifiOff aria-hidden="true" size={16} />
              {t.gauges.offline}
            </>
          ) : view.problem !== null ? (
            <>
              <TriangleAlert aria-hidden="true" size={16} />
              <span>
                <b>{t.gauges.problem(shortTime(view.problem.at, language, live.hostNow()))}:</b>{' '}
                {t.problems[view.problem.code](view.problem.details)}
                {/* Why events wait is said in words under “Other systems”. */}
                {view.problem.code !== 'events_wait' && view.problem.details.reason !== undefined && (
                  <small>
                    {' '}
                    (<bdi lang="en">{view.problem.details.reason}</bdi>)
                  </small>
                )}
              </span>
            </>
          ) : view.displays === 0 && view.stage !== 'idle' ? (
            <>
              <MonitorOff aria-hidden="true" size={16} />
              {t.gauges.noProjector}
            </>
          ) : view.displays_without_login > 0 ? (
            <>
              <MonitorOff aria-hidden="true" size={16} />
              <span data-testid="projector-without-login">{t.gauges.noLogin(view.displays_without_login)}</span>
            </>
          ) : null}
        </p>
      </div>

      <div className="top-actions">
        {view.stage === 'armed' && view.draw?.close === null && <CancelDraw draw={view.draw} />}
        <MainButton inShow={inShow} />
      </div>
    </header>
  );
};
