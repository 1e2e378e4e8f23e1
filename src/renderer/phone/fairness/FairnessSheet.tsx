/** What the phone checked, in words and numbers. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isEntropy, type Entropy } from '../../../core/fairness/entropy.ts';
import { phoneChainLength } from '../../../core/fairness/phoneChain.ts';
import { padNumber } from '../../common/numbers.ts';
import { findingText } from './findingText.ts';
import type { FairnessTexts } from './texts.en.ts';
import type { CheckedDraw, Finding } from './lightCheck.ts';

export interface SheetProps {
  readonly checked: CheckedDraw;
  readonly width: number;
  readonly t: FairnessTexts;
  readonly close: () => void;
}

const MARKS = {
  ok: 'M4 12.5l5.5 5.5L20 6.5',
  failed: 'M5 5l14 14M19 5L5 19',
  unsure: 'M12 4v10M12 19v.2',
  open: 'M6 12h12',
};

const Check = ({ finding, checked, t }: { finding: Finding; checked: CheckedDraw; t: FairnessTexts }) => {
  const said = { ok: t.ok, failed: t.bad, unsure: t.unsureMark, open: t.open }[finding.status];
  return (
    <li data-check={finding.name} data-status={finding.status}>
      <svg viewBox="0 0 24 24" role="img" aria-label={said}>
        <path d={MARKS[finding.status]} />
      </svg>
      <span>{findingText(finding, checked, t)}</span>
    </li>
  );
};

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

const Mixed = ({ entropy, t: { numbers } }: { entropy: Entropy; t: FairnessTexts }) => {
  switch (entropy.source) {
    case 'room':
      return <Fact name={numbers.room}>{entropy.count}</Fact>;
    case 'spoken':
      return (
        <Fact name={numbers.spoken}>
          <bdi>{entropy.value}</bdi>
        </Fact>
      );
    case 'beacon':
      return (
        <Fact name={numbers.beacon(entropy.round)}>
          <code>{entropy.value}</code>
        </Fact>
      );
  }
};

const Facts = ({ checked: { draw, report }, width, t }: Omit<SheetProps, 'close'>) => {
  const { numbers } = t;
  const { counted, root, delay, close } = report;
  return (
    <dl>
      <Fact name={numbers.draw}>{numbers.drawOf(draw.draw, draw.epoch)}</Fact>
      <Fact name={numbers.prize}>
        <bdi>{draw.prize_name}</bdi>
      </Fact>
      <Fact name={numbers.winners}>
        {(draw.winners ?? []).map(({ draw_number }) => padNumber(draw_number, width)).join(' · ')}
      </Fact>
      <Fact name={numbers.entries}>{draw.entries}</Fact>
      {report.place !== null && <Fact name={numbers.place}>{report.place}</Fact>}
      {(draw.entropy ?? []).filter(isEntropy).map((entropy) => (
        <Mixed key={entropy.source} entropy={entropy} t={t} />
      ))}
      {counted && (
        <Fact name={`${numbers.own}, ${numbers.step(counted.step, phoneChainLength)}`}>
          <code>{counted.value}</code>
        </Fact>
      )}
      {delay !== null && delay > 0 && <Fact name={numbers.delay}>{numbers.steps(delay)}</Fact>}
      {close && (
        <Fact name={numbers.close}>
          <code>{close.entropy_hash}</code>
        </Fact>
      )}
      <Fact name={numbers.announcement}>
        <code>{draw.announcement_hash}</code>
      </Fact>
      {root !== null && (
        <Fact name={numbers.root}>
          <code>{root}</code>
        </Fact>
      )}
      <Fact name={numbers.seal}>
        <code>{draw.seal}</code>
      </Fact>
      <Fact name={numbers.reveal}>
        <code>{draw.reveal}</code>
      </Fact>
    </dl>
  );
};

/** Takes the page behind out of reach, closes with Escape, and gives the focus back to where it was. */
const useModal = (close: () => void) => {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const behind = document.getElementById('screen');
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') close();
    };
    title.current?.focus();
    behind?.setAttribute('inert', '');
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      behind?.removeAttribute('inert');
      if (before instanceof HTMLElement) before.focus();
    };
  }, [close]);
  return title;
};

export const FairnessSheet = ({ checked, width, t, close }: SheetProps) => {
  const title = useModal(close);
  const { draw, report } = checked;
  return (
    <div class="sheet" role="dialog" aria-modal="true" aria-label={t.title}>
      <div class="inner">
        <header>
          <h2 tabIndex={-1} ref={title}>
            {t.title}
          </h2>
          <button type="button" onClick={close}>
            {t.close}
          </button>
        </header>
        <p class="fingerprint">{draw.fingerprint}</p>
        <p class="hint">{t.compare}</p>
        <ul class="checks">
          {report.findings.map((finding) => (
            <Check key={finding.name} finding={finding} checked={checked} t={t} />
          ))}
        </ul>
        <a class="everything" href={`/verify?draw=${encodeURIComponent(draw.draw_id)}`}>
          {t.everything}
        </a>
        <p class="hint">{t.everythingHint}</p>
        <Facts checked={checked} width={width} t={t} />
      </div>
    </div>
  );
};
