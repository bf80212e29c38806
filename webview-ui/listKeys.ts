/**
 * @param rows `oldest` is the first row's id, `next` the one after the last's.
 * @param page rows of a page.
 * @returns the row that a key leads to; undefined when the key means nothing here.
 */
export function targetOfKey(
  key: string,
  selected: number | undefined,
  rows: { readonly oldest: number; readonly next: number },
  page: number,
): number | undefined {
  const { oldest, next } = rows;
  if (next <= oldest) return undefined;
  const from = selected ?? next;
  const targets = new Map([
    ['ArrowUp', from - 1],
    ['ArrowDown', from + 1],
    ['PageUp', from - page],
    ['PageDown', from + page],
    ['Home', oldest],
    ['End', next - 1],
  ]);
  const target = targets.get(key);
  return target === undefined ? undefined : Math.min(next - 1, Math.max(oldest, target));
}
