import { padNumber } from '../../common/numbers.ts';
import type { OwnTexts } from './texts.en.ts';
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

const numberWords = (own: Extract<OwnFindings, { state: 'compared' }>, t: OwnTexts): [Tone, string] => {
  switch (own.number) {
    case 'in':
      if (own.wonAt > 0) return ['ok', t.won];
      return ['ok', own.reserveAt > 0 ? t.reserve(own.reserveAt) : t.in];
    case 'other':
      return ['skipped', t.other];
    case 'won_before':
      return ['skipped', t.wonBefore];
    case 'joined_later':
      return ['skipped', t.joinedLater];
    case 'absent':
      return ['failed', t.absent];
    case null:
      return ['skipped', t.notCompared];
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
  t: OwnTexts;
}) => {
  if (own.state !== 'compared') {
    const none = inArchive ? t.offline : t.none;
    return <p class="quiet">{own.state === 'no_ticket' ? none : t.otherEvent}</p>;
  }
  const [tone, words] = numberWords(own, t);
  const { announcement, seal, close } = own;
  return (
    <div class="own" data-testid="own" data-number={own.number ?? 'not_compared'}>
      <p class="own-number">
        <span>{t.number}</span>
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
              ? t.announcementSame
              : announcement === 'differs'
                ? t.announcementDiffers
                : t.announcementUnknown}
          </Finding>
        )}
        {close !== 'unknown' && (
          <Finding tone={TONES[close]}>{close === 'same' ? t.closeSame : t.closeDiffers}</Finding>
        )}
        {seal !== 'unknown' && <Finding tone={TONES[seal]}>{seal === 'same' ? t.sealSame : t.sealDiffers}</Finding>}
      </ul>
    </div>
  );
};
