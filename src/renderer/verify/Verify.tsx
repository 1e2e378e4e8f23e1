import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { isAnnouncement } from '../../core/fairness/announcement.ts';
import type { KeyValueStore } from '../common/browserStorage.ts';
import { LANGUAGE_KEY, LANGUAGE_NAMES, nextLanguage, preferredLanguage, type Language } from '../common/language.ts';
import { readTicket } from '../common/storedTicket.ts';
import { DrawList } from './DrawList.tsx';
import type { DrawList as List, DrawSource } from './draws.ts';
import { useDroppedFile } from './dropFiles.ts';
import type { Examination } from './examination.ts';
import type { Texts } from './texts.en.ts';
import { Sheet } from './Sheet.tsx';
import { TEXTS } from './texts.ts';
import { useDraws } from './useDraws.ts';
import { useExamination } from './useExamination.ts';

const DRAW_PARAMETER = 'draw';
const drawInAddress = (): string | null => new URLSearchParams(location.search).get(DRAW_PARAMETER);

const useLanguage = (storage: KeyValueStore): [Texts, Language, (language: Language) => void] => {
  const [language, setLanguage] = useState(() => preferredLanguage(storage, LANGUAGE_KEY));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (chosen: Language): void => {
    storage.setItem(LANGUAGE_KEY, chosen);
    setLanguage(chosen);
  };
  return [TEXTS[language], language, choose];
};

/** To how many digits the numbers of an examined draw are padded: as its event shows them, where that is known here. */
const widthFor = (examination: Examination, list: List | null, storage: KeyValueStore): number => {
  const document = 'document' in examination ? examination.document : null;
  const announcement = document?.['announcement'];
  if (!isAnnouncement(announcement)) return 1;
  if (list?.eventId === announcement.event) return list.numberWidth;
  return readTicket(storage, announcement.event)?.numberWidth ?? 1;
};

const Introduction = ({ t }: { t: Texts }) => (
  <section class="introduction" aria-labelledby="how-title">
    <h2 id="how-title">{t.howTitle}</h2>
    <ol>
      {t.how.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ol>
  </section>
);

/** On paper nothing can be unfolded any more. */
const useUnfoldedPrint = (): void => {
  useEffect(() => {
    let folded: HTMLDetailsElement[] = [];
    const unfold = (): void => {
      folded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
      for (const details of folded) details.open = true;
    };
    const fold = (): void => {
      for (const details of folded) details.open = false;
    };
    addEventListener('beforeprint', unfold);
    addEventListener('afterprint', fold);
    return () => {
      removeEventListener('beforeprint', unfold);
      removeEventListener('afterprint', fold);
    };
  }, []);
};

/** `storage`: what this browser has stored; the phone's screen keeps the own number there. */
export const Verify = ({ source, storage }: { source: DrawSource; storage: KeyValueStore }) => {
  const [t, language, setLanguage] = useLanguage(storage);
  const draws = useDraws(source);
  const { subject, examination, look, stop } = useExamination(source, draws.list, storage);
  const chosen = subject && 'drawId' in subject ? subject.drawId : null;
  const inArchive = source.kind === 'archive';
  // This browser has a number of the event: it came from there, and wants to go back.
  const hasNumber = !inArchive && draws.list !== null && readTicket(storage, draws.list.eventId) !== null;
  const sheet = useRef<HTMLElement>(null);
  useUnfoldedPrint();

  // The address says which draw is looked at, so that it can be shared and gone back from. A file has no address.
  const follow = useCallback(() => {
    const drawId = drawInAddress();
    if (drawId === null) stop();
    else look({ drawId });
  }, [look, stop]);
  useEffect(() => {
    if (inArchive) return undefined;
    if (drawInAddress() !== null) follow();
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, [follow, inArchive]);

  const show = (): void => sheet.current?.scrollIntoView({ block: 'start' });
  const chooseDraw = (drawId: string): void => {
    if (!inArchive && drawInAddress() !== drawId) {
      history.pushState(null, '', `?${new URLSearchParams({ [DRAW_PARAMETER]: drawId })}`);
    }
    look({ drawId });
    show();
  };
  const takeFile = useCallback(
    (file: File) => {
      if (drawInAddress() !== null && !inArchive) history.pushState(null, '', location.pathname);
      look({ file });
      sheet.current?.scrollIntoView({ block: 'start' });
    },
    [inArchive, look],
  );
  const hovering = useDroppedFile(takeFile);

  useEffect(() => {
    const eventName = draws.list?.eventName ?? '';
    document.title = eventName === '' ? t.pageTitle : t.title(eventName);
  }, [draws.list, t]);

  const next = nextLanguage(language);
  return (
    <div class="page">
      <header class="top">
        {hasNumber && (
          <a class="back" href="/lottery/waiting" data-testid="back">
            {t.back}
          </a>
        )}
        <h1>{t.pageTitle}</h1>
        <button type="button" class="language" data-testid="language" lang={next} onClick={() => setLanguage(next)}>
          {LANGUAGE_NAMES[next]}
        </button>
        <p>{t.lead}</p>
      </header>
      <div class="columns">
        <main ref={sheet}>
          {examination ? (
            <Sheet
              examination={examination}
              drawId={chosen}
              width={widthFor(examination, draws.list, storage)}
              inArchive={inArchive}
              retry={() => subject && look(subject)}
              t={t}
            />
          ) : (
            <Introduction t={t} />
          )}
        </main>
        <aside>
          <DrawList draws={draws} source={source} chosen={chosen} choose={({ id }) => chooseDraw(id)} t={t} />
          <section class="file">
            <h2>{t.fileTitle}</h2>
            <p class="quiet">{t.fileHint}</p>
            <label class="file-button">
              <input
                type="file"
                class="visually-hidden"
                data-testid="file"
                accept=".json,application/json"
                onChange={({ currentTarget }) => {
                  const file = currentTarget.files?.[0];
                  // The same file may be chosen again after it was changed.
                  if (file) takeFile(file);
                  currentTarget.value = '';
                }}
              />
              <span>{t.chooseFile}</span>
            </label>
          </section>
        </aside>
      </div>
      {hovering && (
        <div class="drop-here" aria-hidden="true">
          {t.dropHere}
        </div>
      )}
    </div>
  );
};
