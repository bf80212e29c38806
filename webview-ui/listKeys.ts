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

/** What keys do to the rows that are selected. */
export type ListKey =
  /** The detail, and into it; or beside the list. */
  | 'open'
  | 'peek'
  | 'goToLine'
  | 'context'
  | 'copy'
  | 'all'
  /** Back from where the list was brought. */
  | 'leave';

/** @returns undefined for a key that moves, or means nothing here. */
export function listKey(event: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}): ListKey | undefined {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (altKey) return undefined;
  const isModified = ctrlKey || metaKey;
  switch (key) {
    case 'Enter':
      return isModified ? 'goToLine' : 'open';
    case ' ':
      return isModified ? undefined : 'peek';
    case 'Escape':
      return 'leave';
    case 'a':
    case 'A':
      return isModified ? 'all' : undefined;
    case 'c':
    case 'C':
      return isModified ? 'copy' : 'context';
    default:
      return undefined;
  }
}
