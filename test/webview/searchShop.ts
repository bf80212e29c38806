import type { FilterView, FindView, Suggestion } from '../../extension/shared/viewer.ts';
import type { PageUnderTest } from './harness.ts';

/** What the host says of filters and searches in the shop. */
export function filterView(fields: Partial<FilterView> = {}): FilterView {
  return {
    text: '',
    matched: 8412,
    events: 8412,
    progress: 1,
    saved: [{ name: 'Checkout in production', filter: 'status:failing path:/checkout' }],
    ...fields,
  };
}

export const FAILING = filterView({ text: 'status:failing worker:api,rooms', matched: 37 });

export function foundView(fields: Partial<FindView> = {}): FindView {
  return { count: 12, index: 8, row: 10, position: 10, marks: [0.2, 0.5, 0.6, 0.9], error: undefined, ...fields };
}

/** What `co` may become at the end of a text. */
export function suggestionsFor(text: string): Suggestion[] {
  const to = text.length;
  const from = to - (/\S*$/.exec(text)?.[0].length ?? 0);
  const value = (insert: string, note: string, count: number): Suggestion => ({
    kind: 'value',
    insert,
    from,
    to,
    note,
    count,
  });
  return [
    value('code:cf:1101', 'uncaught exception', 14),
    value('code:exception', 'outside a request', 12),
    value('code:cf:1102', 'CPU or memory limit', 11),
    value('colo:AMS', 'Amsterdam', 21),
    value('colo:FRA', 'Frankfurt', 16),
    { kind: 'key', insert: 'code:', from, to, note: 'error or close code', count: undefined },
  ];
}

/** Types into the filter, and answers what the page asks last. */
export async function typeFilter(
  under: PageUnderTest,
  text: string,
  suggestions: readonly Suggestion[] = suggestionsFor(text),
): Promise<void> {
  const box = under.page.getByRole('combobox', { name: 'Filter' });
  await box.focus();
  await box.press('End');
  await box.pressSequentially(text.slice((await box.inputValue()).length));
  await under.waitForSent({ type: 'suggest', text });
  await under.post({ type: 'suggestions', text, suggestions });
  await under.painted();
}
