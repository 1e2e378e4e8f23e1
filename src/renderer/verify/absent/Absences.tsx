import { useEffect, useState } from 'preact/hooks';
import type { RouteData } from '../../../contract/routes.ts';
import { call } from '../../common/api.ts';
import { padNumber } from '../../common/numbers.ts';
import type { AbsencesTexts } from './texts.en.ts';

type Absence = RouteData<'absences'>['absences'][number];

/**
 * Who was absent after the draw, and who stepped in: what the host says of it. The order of the reserves is in the proof
 * above. Nothing where nobody was absent, or where only a file is looked at.
 */
export const Absences = ({ drawId, width, t }: { drawId: string; width: number; t: AbsencesTexts }) => {
  const [absences, setAbsences] = useState<readonly Absence[]>([]);
  useEffect(() => {
    let left = false;
    const load = async (after: number, before: readonly Absence[]): Promise<void> => {
      const answer = await call('absences', { params: { draw_id: drawId }, query: { after } });
      if (left) return;
      const all = answer.ok ? [...before, ...answer.value.absences] : before;
      setAbsences(all);
      if (answer.ok && answer.value.next_after !== null) await load(answer.value.next_after, all);
    };
    void load(0, []);
    return () => {
      left = true;
    };
  }, [drawId]);
  if (absences.length === 0) return null;
  return (
    <section data-testid="absences">
      <h3>{t.title}</h3>
      <ul class="absences">
        {absences.map(({ draw_number: number, stepped_in: next, reason }) => (
          <li key={number}>
            {next === null
              ? t.nobody(padNumber(number, width))
              : t.steppedIn(padNumber(number, width), padNumber(next, width))}
            {reason !== '' && (
              <span class="quiet" dir="auto">
                {' '}
                {t.reason(reason)}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p class="quiet">{t.means}</p>
    </section>
  );
};
