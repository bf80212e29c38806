import { describeKey, type FilterKey } from '../../extension/shared/filter/filterKeys.ts';
import type { SavedFilter, Suggestion } from '../../extension/shared/viewer.ts';
import type { FilterUse } from './history.ts';

/** One line below the box. */
export interface Line {
  readonly kind: Suggestion['kind'];
  readonly label: string;
  /** What of the label was typed. */
  readonly matched: readonly [from: number, to: number];
  readonly note: string;
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  readonly count: number | undefined;
}

const SHOWN = 8;
/** Filters used before that stand before other suggestions in an empty box. */
const FIRST = 5;

export interface Sources {
  readonly text: string;
  readonly caret: number;
  readonly suggestions: readonly Suggestion[];
  readonly saved: readonly SavedFilter[];
  readonly history: readonly FilterUse[];
  readonly ago: (time: number) => string;
}

/** Offered to who does not know yet what may be typed. */
const FIRST_KEYS: readonly FilterKey[] = ['status', 'code', 'kind', 'worker', 'path', 'cpu'];

/** What is offered for the text: at most eight lines, each filter once. */
export function suggestionLines(sources: Sources): Line[] {
  const { text, caret, suggestions, saved } = sources;
  const told = suggestions.map((suggestion) => lineOf(suggestion, text, caret, saved));
  const own = ownLines(sources);
  const all =
    text.trim() === '' ? [...own.slice(0, FIRST), ...told, ...keyLines(text)] : [...told, ...own];
  const seen = new Set<string>();
  return all
    .filter(({ insert, from, to }) => {
      const result = (text.slice(0, from) + insert + text.slice(to)).trim();
      return result !== text.trim() && !seen.has(result) && seen.add(result);
    })
    .slice(0, SHOWN);
}

function lineOf(
  { kind, insert, from, to, note, count }: Suggestion,
  text: string,
  caret: number,
  saved: readonly SavedFilter[],
): Line {
  const place = { kind, insert, from, to, count };
  const typed = text.slice(from, Math.min(to, Math.max(from, caret)));
  const name = kind === 'saved' && saved.find(({ filter }) => filter === insert)?.name;
  if (typeof name === 'string') {
    return { ...place, label: name, note: insert, matched: typedPart(typed, name) };
  }
  // A value is shown with its key, which is typed already.
  const begun = kind === 'value' ? (/[^\s(-][^\s(]*$/.exec(text.slice(0, from))?.[0] ?? '') : '';
  const [first, last] = typedPart(typed, insert);
  const matched = [begun.length + first, begun.length + last] as const;
  return { ...place, label: begun + insert, note, matched };
}

function keyLines({ length }: string): Line[] {
  const place = { from: length, to: length, matched: [0, 0], count: undefined } as const;
  return FIRST_KEYS.map((key) => {
    const insert = `${key}:`;
    return { kind: 'key', label: insert, insert, note: describeKey(key), ...place };
  });
}

/** Filters that were used and those that are saved, where they hold what was typed last. */
function ownLines({ text, history, saved, ago }: Sources): Line[] {
  const typed = /\S*$/.exec(text)?.[0].toLowerCase() ?? '';
  const whole = { from: 0, to: text.length, count: undefined };
  const lines = [
    ...history.map((use) => ({ kind: 'history', label: use.text, note: ago(use.time) }) as const),
    ...saved.map(({ name, filter }) => ({ kind: 'saved', label: name, note: filter }) as const),
  ].map((line) => ({
    ...line,
    ...whole,
    insert: line.kind === 'saved' ? line.note : line.label,
    matched: typedPart(typed, line.label),
  }));
  return lines.filter(({ label, note, kind }) =>
    `${label} ${kind === 'saved' ? note : ''}`.toLowerCase().includes(typed),
  );
}

/** The longest beginning of what was typed that the label has. */
function typedPart(typed: string, label: string): readonly [from: number, to: number] {
  const wanted = typed.toLowerCase();
  const lower = label.toLowerCase();
  for (let length = wanted.length; length > 0; length--) {
    const at = lower.indexOf(wanted.slice(0, length));
    if (at !== -1 && lower.length === label.length) return [at, at + length];
  }
  return [0, 0];
}
