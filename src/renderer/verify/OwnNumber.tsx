import { padNumber } from '../common/numbers.ts';
import type { Texts } from './texts.en.ts';
import type { OwnFindings, ComparisonFinding } from './ownNumber.ts';

type Tone = 'ok' | 'failed' | 'skipped';
const SIGNS: Readonly<Record<Tone, string>> = { ok: '✓', failed: '✗', skipped: '–' };

const Finding = ({ tone, children }: { tone: Tone; children: string }) => (
  <li class={`check ${tone}`}>
    <span class="sign" aria-hidden="true">
      {SIGNS[tone]}
    </span>
    <p>{children}</p>
  </li>
);

const TONES: Readonly<Record<ComparisonFinding, Tone>> = { same: 'ok', differs: 'failed', unknown: 'skipped' };

const numberWords = (own: Extract<OwnFindings, { state: 'compared' }>, t: Texts): [Tone, string] => {
  switch (own.number) {
    case 'in':
      if (own.wonAt > 0) return ['ok', t.ownWon];
      return ['ok', own.reserveAt > 0 ? t.ownReserve(own.reserveAt) : t.ownIn];
    case 'other':
      return ['skipped', t.ownOther];
    case 'won_before':
      return ['skipped', t.ownWonBefore];
    case 'joined_later':
      return ['skipped', t.ownJoinedLater];
    case 'absent':
      return ['failed', t.ownAbsent];
    case null:
      return ['skipped', t.ownNotCompared];
  }
};

export const OwnNumber = ({
  own,
  rule,
  width,
  inArchive,
  t,
}: {
  own: OwnFindings;
  /** Who was eligible, in the announcement's words. */
  rule: string;
  width: number;
  inArchive: boolean;
  t: Texts;
}) => {
  if (own.state !== 'compared') {
    const none = inArchive ? t.ownOffline : t.ownNone;
    return <p class="quiet">{own.state === 'no_ticket' ? none : t.ownOtherEvent}</p>;
  }
  const [tone, words] = numberWords(own, t);
  const { announcement, seal } = own;
  return (
    <div class="own" data-testid="own" data-number={own.number ?? 'not_compared'}>
      <p class="own-number">
        <span>{t.ownNumber}</span>
        <strong>{padNumber(own.drawNumber, width)}</strong>
      </p>
      <ul class="checks">
        <Finding tone={tone}>{words}</Finding>
        {own.number === 'absent' && (
          <li class="rule" dir="auto">
            {rule}
          </li>
        )}
        {/* That nothing was watched is worth a word only to somebody who took part. */}
        {(announcement !== 'unknown' || own.number === 'in') && (
          <Finding tone={TONES[announcement]}>
            {announcement === 'same'
              ? t.ownAnnouncementSame
              : announcement === 'differs'
                ? t.ownAnnouncementDiffers
                : t.ownAnnouncementUnknown}
          </Finding>
        )}
        {seal !== 'unknown' && (
          <Finding tone={TONES[seal]}>{seal === 'same' ? t.ownSealSame : t.ownSealDiffers}</Finding>
        )}
      </ul>
    </div>
  );
};
