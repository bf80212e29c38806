import { fieldsOf } from '../../extension/shared/fieldsOf.ts';

/** A filter that was in force. */
export interface FilterUse {
  readonly text: string;
  /** When it was last used, ms since the epoch. */
  readonly time: number;
}

const KEPT = 20;

/** The latest first, each once. */
export function used(
  history: readonly FilterUse[],
  text: string,
  time: number,
): readonly FilterUse[] {
  if (text === '') return history;
  return [{ text, time }, ...history.filter((use) => use.text !== text)].slice(0, KEPT);
}

/** @param saved whatever an earlier version may have left. */
export function restoreHistory(saved: unknown): readonly FilterUse[] {
  if (!Array.isArray(saved)) return [];
  return saved.flatMap((each) => {
    const { text, time } = fieldsOf(each);
    return typeof text === 'string' && text !== '' && typeof time === 'number'
      ? [{ text, time }]
      : [];
  });
}
