/**
 * @param selected position of the selected row in the list.
 * @param total rows of the list.
 * @param page rows of a page.
 * @returns the position that a key leads to; undefined when the key means nothing here.
 */
export function targetOfKey(
  key: string,
  selected: number | undefined,
  total: number,
  page: number,
): number | undefined {
  if (total === 0) return undefined;
  const from = selected ?? total;
  const targets = new Map([
    ['ArrowUp', from - 1],
    ['ArrowDown', from + 1],
    ['PageUp', from - page],
    ['PageDown', from + page],
    ['Home', 0],
    ['End', total - 1],
  ]);
  const target = targets.get(key);
  return target === undefined ? undefined : Math.min(total - 1, Math.max(0, target));
}
