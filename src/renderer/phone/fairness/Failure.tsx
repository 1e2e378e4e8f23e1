import type { ComponentChildren } from 'preact';
import { findingText } from './findingText.ts';
import type { FairnessTexts } from './texts.en.ts';
import type { CheckedDraw } from './lightCheck.ts';

/** A whole-width band that nobody overlooks. It names its draw: another may be on the stage by now. */
export const Failure = ({
  checked,
  t,
  children,
}: {
  checked: CheckedDraw;
  t: FairnessTexts;
  children: ComponentChildren;
}) => (
  <div class="failure" role="alert">
    <p class="headline">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 3L1.5 21h21zM12 10v5M12 18v.2" />
      </svg>
      {t.failed}
    </p>
    <p dir="auto">{t.failedPrize(checked.draw.prize_name)}</p>
    {checked.report.findings
      .filter(({ status }) => status === 'failed')
      .map((finding) => (
        <p key={finding.name}>{findingText(finding, checked, t)}</p>
      ))}
    <p>{t.showIt}</p>
    {children}
  </div>
);
