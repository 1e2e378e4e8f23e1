import { padNumber } from '../common/numbers.ts';
import type { DrawList as List, DrawSource, ListedDraw } from './draws.ts';
import { linesOf, type IncidentLine } from './incidents.ts';
import type { Texts } from './texts.en.ts';
import type { Draws } from './useDraws.ts';

/** Up to this many winning numbers are listed; more are counted. */
const MAX_LISTED_NUMBERS = 6;

const About = ({ draw, list, t }: { draw: ListedDraw; list: List; t: Texts }) => {
  const { about } = draw;
  if (!about) {
    return (
      <>
        <strong class="prize-name">{draw.id}</strong>
        <span class="quiet">{t.brokenProof}</span>
      </>
    );
  }
  const { epoch, winners } = about;
  return (
    <>
      <span class="quiet">{epoch > 1 ? t.drawInChain(about.draw, epoch) : t.draw(about.draw)}</span>
      <strong class="prize-name" dir="auto">
        {about.prizeName}
      </strong>
      <span class="list-numbers">
        {winners.length <= MAX_LISTED_NUMBERS
          ? winners.map((number) => <span key={number}>{padNumber(number, list.numberWidth)}</span>)
          : t.won(winners.length)}
      </span>
      <span class="quiet">
        {t.entries(about.entries)} · <time dateTime={about.announcedAt}>{t.moment(about.announcedAt)}</time>
      </span>
    </>
  );
};

const Incident = ({ incident, t }: { incident: IncidentLine; t: Texts }) => {
  const { what, epoch, first, last, times, at } = incident;
  const number = first === last ? t.drawNumber(first, epoch) : t.drawNumbers(first, last, epoch);
  return (
    <li class="incident" data-testid="incident">
      <p>{what === 'started' ? t.incidents.started(first, times) : t.incidents[what](number, times)}</p>
      <p class="quiet">{at === null ? t.unknownWhen : <time dateTime={at}>{t.moment(at)}</time>}</p>
    </li>
  );
};

export const DrawList = ({
  draws,
  source,
  chosen,
  choose,
  t,
}: {
  draws: Draws;
  source: DrawSource;
  chosen: string | null;
  choose: (draw: ListedDraw) => void;
  t: Texts;
}) => {
  const { list, state, load, loadOlder } = draws;
  const lines = list ? linesOf(list.draws, list.incidents) : [];
  return (
    <section class="draws" aria-labelledby="draws-title">
      <h2 id="draws-title" dir="auto">
        {list && list.eventName !== '' ? t.drawsOf(list.eventName) : t.draws}
      </h2>
      <div role="status">
        {state === 'loading' && <p class="quiet">{t.loadingDraws}</p>}
        {state === 'there' && list?.draws.length === 0 && <p class="quiet">{t.noDraws}</p>}
        {state === 'offline' && <p class="quiet">{t.noDrawsOffline}</p>}
      </div>
      {state === 'offline' && source.kind === 'host' && (
        <button type="button" onClick={load}>
          {t.tryAgain}
        </button>
      )}
      {list && lines.length > 0 && (
        <ol class="draw-list">
          {lines.map((line) =>
            'incident' in line ? (
              <Incident
                key={`${line.incident.what} ${line.incident.epoch} ${line.incident.last}`}
                incident={line.incident}
                t={t}
              />
            ) : (
              <li key={line.draw.id}>
                {line.draw.about?.provable === false ? (
                  <div class="draw" data-testid="without-proof">
                    <About draw={line.draw} list={list} t={t} />
                    <span class="quiet">{t.withoutProof}</span>
                  </div>
                ) : (
                  <button
                    type="button"
                    class="draw"
                    data-testid="draw"
                    aria-current={line.draw.id === chosen ? 'true' : undefined}
                    onClick={() => choose(line.draw)}
                  >
                    <About draw={line.draw} list={list} t={t} />
                  </button>
                )}
              </li>
            ),
          )}
        </ol>
      )}
      {state === 'there' && list !== null && list.older !== null && (
        <button type="button" data-testid="older" onClick={loadOlder}>
          {t.olderDraws}
        </button>
      )}
      {list && list.leftOut.length > 0 && (
        <div class="left-out">
          <p>{t.leftOut}</p>
          <ul>
            {list.leftOut.map((file) => (
              <li key={file}>{file}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
};
