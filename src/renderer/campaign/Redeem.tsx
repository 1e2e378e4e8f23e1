import { useEffect, useRef, useState } from 'preact/hooks';
import type { StaffCoupon } from '../../contract/campaigns/views.ts';
import { call } from '../common/api.ts';
import type { Language } from '../common/language.ts';
import { randomKey } from '../common/randomKey.ts';
import { moment, refusalText, type Texts } from './texts.ts';

const codeFromLink = (): string => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ''; // Half of a link was typed: an empty field says enough.
  }
};

/** Where staff look a coupon up and redeem it once. The QR code of a coupon leads here, with the code after the #. */
export const Redeem = ({ t, language }: { t: Texts; language: Language }) => {
  const [loggedIn, setLoggedIn] = useState<boolean | null>(null);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState(codeFromLink);
  const [coupon, setCoupon] = useState<StaffCoupon | null>(null);
  const [done, setDone] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const keyRef = useRef('');
  /** The state's value is that of the last rendering. */
  const underWayRef = useRef(false);

  const run = async (task: () => Promise<string | null>): Promise<void> => {
    if (underWayRef.current) return;
    underWayRef.current = true;
    setBusy(true);
    setFault(null);
    const refusal = await task();
    if (refusal === 'unauthorized') setLoggedIn(false);
    else if (refusal !== null) setFault(refusalText(t, refusal));
    underWayRef.current = false;
    setBusy(false);
  };

  const lookUp = (typed: string): Promise<void> =>
    run(async () => {
      const found = await call('coupon', { params: { code: typed.trim() } });
      setDone(false);
      setCoupon(found.ok ? found.value : null);
      keyRef.current = randomKey();
      return found.ok ? null : found.refusal.code;
    });

  const enter = async (): Promise<void> => {
    setLoggedIn(true);
    if (codeFromLink() !== '') await lookUp(codeFromLink());
  };

  useEffect(() => {
    void call('staffSession', {}).then((session) => (session.ok ? enter() : setLoggedIn(false)));
    // A camera app may open the next coupon in this very tab: what was shown before must not be redeemed for it.
    const onLink = (): void => {
      setCode(codeFromLink());
      setCoupon(null);
      if (codeFromLink() !== '') void lookUp(codeFromLink());
    };
    window.addEventListener('hashchange', onLink);
    return () => window.removeEventListener('hashchange', onLink);
    // Once: what is typed later is looked up by its button.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const logIn = async (): Promise<void> => {
    let entered = false;
    await run(async () => {
      const session = await call('staffLogin', { body: { password } });
      if (!session.ok) return session.refusal.code;
      setPassword('');
      entered = true;
      return null;
    });
    if (entered) await enter();
  };

  const redeem = (): Promise<void> =>
    run(async () => {
      if (!coupon) return null;
      const redeemed = await call('redeemCoupon', { body: { code: coupon.code }, idempotencyKey: keyRef.current });
      if (redeemed.ok) {
        setCoupon(redeemed.value);
        setDone(true);
        return null;
      }
      // A refusal is final for its key.
      if (redeemed.refusal.code !== 'offline') keyRef.current = randomKey();
      if (redeemed.refusal.code === 'already_redeemed') {
        const current = await call('coupon', { params: { code: coupon.code } });
        if (current.ok) setCoupon(current.value);
      }
      return redeemed.refusal.code;
    });

  const next = (): void => {
    history.replaceState(null, '', location.pathname);
    setCode('');
    setCoupon(null);
    setDone(false);
    setFault(null);
  };

  return (
    <main class="page staff">
      <h1>{t.staffTitle}</h1>
      {loggedIn === null && <p>{t.loading}</p>}
      {loggedIn === false && (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            void logIn();
          }}
        >
          <label for="password">{t.staffLogin}</label>
          <input
            id="password"
            type="password"
            autocomplete="current-password"
            required
            value={password}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
          <button type="submit" class="press" disabled={busy}>
            {t.logIn}
          </button>
        </form>
      )}
      {loggedIn === true && !coupon && (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            void lookUp(code);
          }}
        >
          <label for="code">{t.couponCode}</label>
          <input
            id="code"
            class="code-input"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            required
            maxLength={40}
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
            aria-describedby="code-hint"
          />
          <p id="code-hint" class="hint">
            {t.couponCodeHint}
          </p>
          <button type="submit" class="press" disabled={busy}>
            {t.lookUp}
          </button>
        </form>
      )}
      {loggedIn === true && coupon && (
        <section class="ticket" data-testid="staff-coupon">
          <p class="stub" dir="auto">
            {coupon.campaign}
          </p>
          <h2 dir="auto">{coupon.type}</h2>
          {coupon.description !== '' && <p dir="auto">{coupon.description}</p>}
          <p class="code">{coupon.code}</p>
          <p class="hint">{t.wonBy(coupon.mobile, moment(coupon.won_at, language))}</p>
          {done && (
            <p class="verdict good" role="status">
              ✓ {t.redeemedNow}
            </p>
          )}
          {!done && coupon.redeemed_at !== null && (
            <p class="verdict bad" role="alert">
              ✕ {t.redeemedAt(moment(coupon.redeemed_at, language))}
            </p>
          )}
          {coupon.redeemed_at === null ? (
            <button type="button" class="press on-paper" disabled={busy} onClick={() => void redeem()}>
              {t.redeem}
            </button>
          ) : null}
          <button type="button" class="quiet on-paper" onClick={next}>
            {t.nextCoupon}
          </button>
        </section>
      )}
      {fault !== null && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </main>
  );
};
