import { CERTAIN, readProbability } from '../../../../core/campaigns/probability.ts';
import { useConsole } from '../../console/consoleContext.ts';
import { Notice } from '../../controls/Notice.tsx';
import { useTexts } from '../../language/useTexts.ts';
import { probabilityOf, restOf, type TypeDraft } from './campaignDraft.ts';
import { campaignsTexts } from './texts.ts';

/** What the typed chances and quotas come to, while they are typed. */
export const Effect = ({ types }: { types: readonly TypeDraft[] }) => {
  const { language } = useConsole();
  const t = useTexts(campaignsTexts);
  const rest = restOf(types);
  if (rest === null) return <Notice kind="info">{t.effectOver}</Notice>;
  const perThousand = (exact: bigint): string =>
    ((Number(exact) / Number(CERTAIN)) * 1_000).toLocaleString(language, { maximumFractionDigits: 1 });
  const exactOf = (type: TypeDraft): bigint => readProbability(probabilityOf(type.percent) ?? '') ?? 0n;
  return (
    <section className="campaign-effect" aria-label={t.effect}>
      <h3>{t.effect}</h3>
      <div className="effect-bar" aria-hidden="true">
        {types.map((type) => (
          <span key={type.key} style={{ flexGrow: Number(exactOf(type)) / Number(CERTAIN) }} />
        ))}
        <span className="nothing" style={{ flexGrow: Number(rest) / Number(CERTAIN) }} />
      </div>
      <ul>
        {types.map((type, index) => {
          const exact = exactOf(type);
          const name = type.name || t.typeNth(index + 1);
          const daily = Number(type.daily);
          return (
            <li key={type.key}>
              {t.effectOf(name, perThousand(exact))}
              {exact > 0n && daily > 0 && (
                <span className="quiet">
                  {' · '}
                  {t.effectQuota(name, Math.ceil((daily * Number(CERTAIN)) / Number(exact)))}
                </span>
              )}
            </li>
          );
        })}
        <li>{t.effectNothing(perThousand(rest))}</li>
      </ul>
    </section>
  );
};
