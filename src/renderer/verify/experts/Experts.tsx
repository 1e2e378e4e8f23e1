import type { JsonObject } from '../../../core/fairness/shape.ts';
import { expertNumbers } from './expertNumbers.ts';
import type { ExpertTexts } from './texts.en.ts';

/** The numbers behind the checks, folded away. */
export const Experts = ({ document, t }: { document: JsonObject; t: ExpertTexts }) => (
  <details class="experts">
    <summary>{t.title}</summary>
    <p class="quiet">{t.hint}</p>
    <dl>
      {expertNumbers(document).map(({ name, value }) => (
        <div key={`${name} ${value}`} data-expert={name}>
          <dt>{t.names[name]}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  </details>
);
