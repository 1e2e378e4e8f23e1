import { accept } from '../../../core/result.ts';
import type { Outcome } from './useRequest.ts';

/** A page of a list, newest first. `next_before`: where the older ones begin; null after the last page. */
interface Page {
  readonly next_before: number | null;
}

/** All pages of a list, one after the other; a refusal of any of them refuses the whole. */
export const allPages = async <P extends Page>(
  load: (query: { before?: number }) => Promise<Outcome<P>>,
): Promise<Outcome<P[]>> => {
  const pages: P[] = [];
  for (let query: { before?: number } = {}; ;) {
    const page = await load(query);
    if (!page.ok) return page;
    pages.push(page.value);
    if (page.value.next_before === null) return accept(pages);
    query = { before: page.value.next_before };
  }
};
