import { useEffect, useState } from 'preact/hooks';
import type { PublicCampaign } from '../../contract/campaigns/views.ts';
import { call } from '../common/api.ts';
import type { Language } from '../common/language.ts';
import type { Checked } from './checkDraws.ts';
import { CouponTicket } from './CouponTicket.tsx';
import { drawOnce, nameCustomer, sendCode, type PressOutcome } from './drawOnce.ts';
import type { KeptDraws, Press } from './keptDraws.ts';
import { moment, refusalText, type Texts } from './texts.ts';
import { useCampaign } from './useCampaign.ts';
import { Wheels } from './Wheels.tsx';

/** The campaign is asked for again so often: its stage and its day change while the page is open. */
const EVERY_MS = 60_000;
/** How long the reels turn at least. */
const SHOW_MS = 1_600;

type Step =
  | { readonly kind: 'ready' }
  | { readonly kind: 'drawing' }
  | { readonly kind: 'code'; readonly mobile: string }
  | { readonly kind: 'drawn_already'; readonly nextAt: string | null };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** `0.125` as 12.5 %. */
const percent = (probability: string, language: Language): string =>
  new Intl.NumberFormat(language, { maximumSignificantDigits: 4 }).format(Number(probability) * 100);

const Prizes = ({ campaign, t, language }: { campaign: PublicCampaign; t: Texts; language: Language }) => (
  <section class="prizes">
    <h2>{t.prizes}</h2>
    <ul>
      {campaign.coupon_types.map((type) => (
        <li key={type.id}>
          <span dir="auto">
            <strong>{type.name}</strong> {type.description}
          </span>
          <span class="hint">
            {t.chance(percent(type.probability, language))}
            {type.left_today === null ? '' : ` · ${t.leftToday(type.left_today)}`}
          </span>
        </li>
      ))}
    </ul>
  </section>
);

const Result = ({
  press,
  campaign,
  t,
  language,
}: {
  press: Press;
  campaign: PublicCampaign;
  t: Texts;
  language: Language;
}) => {
  const { answer } = press;
  if (!answer) return null;
  return (
    <>
      <div role="status">
        <h2 class="result" data-testid="result">
          {answer.won ? t.wonTitle : t.lostTitle}
        </h2>
        {answer.won && <p>{t.wonHint}</p>}
      </div>
      {answer.coupon && (
        <CouponTicket
          campaign={campaign.name}
          type={answer.coupon.type}
          code={answer.coupon.code}
          redeemed={false}
          t={t}
        />
      )}
      <p data-testid="next">{answer.next_draw_at ? t.nextAt(moment(answer.next_draw_at, language)) : t.noNext}</p>
      <p class="hint">{t.checkLater}</p>
    </>
  );
};

/** A customer's phone: the number once, one press a day, the result, and every coupon won here. */
export const Customer = ({ id, kept, t, language }: { id: string; kept: KeptDraws; t: Texts; language: Language }) => {
  const { campaign, refusal, reload } = useCampaign(id, EVERY_MS);
  const [customer, setCustomer] = useState(kept.customer);
  const [presses, setPresses] = useState(kept.presses);
  const [redeemed, setRedeemed] = useState<ReadonlySet<string>>(new Set());
  const [checked, setChecked] = useState<Checked | null>(null);
  const [step, setStep] = useState<Step>({ kind: 'ready' });
  const [mobile, setMobile] = useState('');
  const [code, setCode] = useState('');
  const [consent, setConsent] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  const today = campaign?.day ?? 0;
  useEffect(() => {
    const own = kept.presses();
    const over = own.filter((press) => press.answer !== null && press.day < today);
    if (over.length > 0) {
      import('./checkDraws.ts').then(({ checkDraws }) => checkDraws(over)).then(setChecked, () => setChecked(null)); // Lost on the air: the next visit checks.
    }
    for (const { answer } of own) {
      if (!answer?.coupon) continue;
      void call('couponDraw', { params: { draw_id: answer.draw_id } }).then((draw) => {
        if (draw.ok && draw.value.coupon?.redeemed_at)
          setRedeemed((before) => new Set([...before, draw.value.draw_id]));
      });
    }
    setStep((before) => (before.kind === 'drawn_already' ? { kind: 'ready' } : before));
  }, [kept, today, presses.length]);

  const take = (outcome: PressOutcome): void => {
    setPresses(kept.presses());
    setCustomer(kept.customer());
    switch (outcome.kind) {
      case 'drawn':
        navigator.vibrate?.(outcome.press.answer?.won === true ? [80, 60, 160] : 40);
        reload();
        return setStep({ kind: 'ready' });
      case 'code_needed':
        return setStep({ kind: 'code', mobile: outcome.mobile });
      case 'drawn_already':
        return setStep(outcome);
      case 'refused':
        setFault(refusalText(t, outcome.code));
        reload();
        return setStep({ kind: 'ready' });
    }
  };

  const press = async (): Promise<void> => {
    setFault(null);
    if (!customer && mobile.trim() === '') {
      setFault(refusalText(t, 'mobile_not_valid'));
      document.getElementById('mobile')?.focus();
      return;
    }
    if (!customer && !consent) {
      setFault(t.consentMissing);
      document.getElementById('consent')?.focus();
      return;
    }
    setStep({ kind: 'drawing' });
    const named = customer ?? (await nameCustomer(kept, mobile));
    if (typeof named === 'string') {
      setFault(refusalText(t, named));
      setStep({ kind: 'ready' });
      document.getElementById('mobile')?.focus();
      return;
    }
    const [outcome] = await Promise.all([drawOnce(kept, id, named), pause(SHOW_MS)]);
    take(outcome);
  };

  const confirm = async (): Promise<void> => {
    setFault(null);
    const userId = customer?.userId;
    if (userId === undefined) return setStep({ kind: 'ready' });
    const verified = await call('verifyUser', { body: { user_id: userId, code: code.replace(/\D/g, '') } });
    if (!verified.ok)
      return setFault(
        refusalText(t, verified.refusal.code === 'invalid_request' ? 'wrong_code' : verified.refusal.code),
      );
    setCode('');
    await press();
  };

  const sendAgain = async (): Promise<void> => {
    setFault(null);
    const outcome = await sendCode(customer?.userId ?? '');
    if (outcome.kind === 'refused') setFault(refusalText(t, outcome.code));
    else take(outcome);
  };

  const drawnToday = presses.find(
    (one) => one.answer !== null && one.day === campaign?.day && one.userId === customer?.userId,
  );
  const won = drawnToday?.answer?.won === true && step.kind !== 'drawing';
  useEffect(() => {
    document.documentElement.dataset['mood'] = won ? 'won' : 'calm';
  }, [won]);

  if (!campaign) {
    const gone = refusal === 'campaign_not_found' || refusal === 'not_found' || refusal === 'invalid_request';
    return (
      <main class="page">
        <h1>{gone ? t.notFound : t.product}</h1>
        <p role="status">{gone ? t.notFoundHint : refusal === null ? t.loading : t.retrying}</p>
      </main>
    );
  }
  const writes = !drawnToday && (step.kind === 'code' || (step.kind === 'ready' && campaign.stage === 'open'));
  const alert = fault !== null && (
    <p class="fault" role="alert">
      {fault}
    </p>
  );
  const coupons = presses.flatMap((one) => (one.answer?.coupon && one !== drawnToday ? [one.answer] : []));

  return (
    <main class="page" data-step={step.kind}>
      {/* A coupon has it on its stub. */}
      <h1 dir="auto" class={won ? 'visually-hidden' : undefined}>
        {campaign.name}
      </h1>
      {refusal !== null && (
        <p class="fault" role="status">
          {t.retrying}
        </p>
      )}
      {step.kind === 'drawing' ? (
        <>
          <Wheels label={t.drawing} still={null} />
          <p class="hint">{t.honest}</p>
        </>
      ) : drawnToday ? (
        <Result press={drawnToday} campaign={campaign} t={t} language={language} />
      ) : step.kind === 'drawn_already' ? (
        <div role="status">
          <h2 class="result">{t.drawnAlready}</h2>
          <p>{step.nextAt === null ? t.noNext : t.nextAt(moment(step.nextAt, language))}</p>
        </div>
      ) : campaign.stage !== 'open' ? (
        <div role="status">
          <p>{t.stages[campaign.stage]}</p>
          {campaign.stage === 'not_started' && <p>{t.startsAt(moment(campaign.starts_at, language))}</p>}
        </div>
      ) : step.kind === 'code' ? (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            void confirm();
          }}
        >
          <p>{t.codeSent(step.mobile)}</p>
          <label for="one-time-code">{t.oneTimeCode}</label>
          <input
            id="one-time-code"
            class="code-input"
            inputmode="numeric"
            autocomplete="one-time-code"
            maxLength={6}
            required
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
          {alert}
          <button type="submit" class="press">
            {t.confirm}
          </button>
          <button type="button" class="quiet" onClick={() => void sendAgain()}>
            {t.sendAgain}
          </button>
        </form>
      ) : (
        <form
          class="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void press();
          }}
        >
          <p>{t.onceADay}</p>
          {customer ? (
            <p>
              {t.drawingAs(customer.end)}{' '}
              <button
                type="button"
                class="quiet"
                onClick={() => {
                  kept.keepCustomer(null);
                  setCustomer(null);
                }}
              >
                {t.otherNumber}
              </button>
            </p>
          ) : (
            <>
              <label for="mobile">{t.mobile}</label>
              <input
                id="mobile"
                type="tel"
                inputmode="tel"
                autocomplete="tel"
                required
                maxLength={32}
                value={mobile}
                onInput={(event) => setMobile(event.currentTarget.value)}
                aria-describedby="mobile-hint"
              />
              <p id="mobile-hint" class="hint">
                {t.mobileHint}
              </p>
              <label class="consent">
                <input
                  id="consent"
                  type="checkbox"
                  checked={consent}
                  onChange={(event) => setConsent(event.currentTarget.checked)}
                />
                <span>{t.consent}</span>
              </label>
            </>
          )}
          {alert}
          <button type="submit" class="press big" data-testid="press">
            {t.press}
          </button>
        </form>
      )}
      {!writes && alert}
      {!drawnToday && step.kind !== 'drawing' && <Prizes campaign={campaign} t={t} language={language} />}
      {coupons.length > 0 && step.kind !== 'drawing' && (
        <section class="coupons">
          <h2>{t.myCoupons}</h2>
          {coupons.map((answer) =>
            answer.coupon ? (
              <CouponTicket
                key={answer.draw_id}
                campaign={campaign.name}
                type={answer.coupon.type}
                code={answer.coupon.code}
                redeemed={redeemed.has(answer.draw_id)}
                t={t}
              />
            ) : null,
          )}
        </section>
      )}
      <footer>
        {checked !== null && checked.failed !== null ? (
          <p class="fault" role="alert">
            {t.checkFailed} ({t.checkNames[checked.failed]})
          </p>
        ) : (
          <p class="hint" data-testid="fairness">
            {checked !== null && checked.fair > 0 ? `✓ ${t.checkedFair(checked.fair)} ` : ''}
            {t.sealed(campaign.seal.slice(0, 8))}
          </p>
        )}
      </footer>
    </main>
  );
};
