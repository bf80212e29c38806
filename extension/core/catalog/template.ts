/**
 * Texts of the catalog with gaps: `Invalid WebSocket close code: {code}.` A gap stands for any text, also
 * none. There are no regular expressions, so no message, however hostile, costs more than its length.
 */
export interface Template {
  /** The constant parts in their order. */
  readonly parts: readonly Part[];
  /** A message without one of these words cannot match: words are what an index is made of. */
  readonly words: readonly string[];
  /** UTF-16 units of constant text: of two templates that match, the longer one says more. */
  readonly weight: number;
}

/** Not empty. At a gap it may be the end of a longer word, elsewhere it ends where a word ends. */
interface Part {
  readonly text: string;
  readonly gapBefore: boolean;
  readonly gapAfter: boolean;
}

/**
 * A final full stop is left out: people and tools drop it, and the word before it ends there all the same.
 *
 * @throws Error when the constant text has no word to find it by.
 */
export function parseTemplate(text: string): Template {
  const parts = text
    .replace(/\.$/, '')
    .split(/\{[^{}]*\}/)
    .map((part, index, all) => ({
      text: part,
      gapBefore: index > 0,
      gapAfter: index < all.length - 1,
    }))
    .filter((part) => part.text !== '');
  const words = [...new Set(parts.flatMap(wholeWords))];
  if (words.length === 0) throw new Error(`This text has no whole word to find it by: ${text}`);
  return { parts, words, weight: parts.reduce((sum, part) => sum + part.text.length, 0) };
}

/** Finds the constant parts one after the other. @returns where the first one begins, or -1. */
export function findTemplate({ parts }: Template, message: string): number {
  let start = -1;
  let from = 0;
  for (const part of parts) {
    const at = indexOfPart(message, part, from);
    if (at < 0) return -1;
    if (start < 0) start = at;
    from = at + part.text.length;
  }
  return start;
}

/**
 * Whether there is nothing before the text and nothing behind it. A gap at its beginning is an expression without
 * blanks: `room.join is not a function` is V8's, `The callback given is not a function` is somebody's.
 */
export function isWholeTemplate({ parts }: Template, message: string): boolean {
  let from = 0;
  for (const [index, part] of parts.entries()) {
    const atEnd = index === parts.length - 1 && !part.gapAfter;
    const at = atEnd ? message.length - part.text.length : indexOfPart(message, part, from);
    if (at < from) return false;
    if (index === 0 && at > 0 && !(part.gapBefore && isExpression(message.slice(0, at))))
      return false;
    if (atEnd && !message.startsWith(part.text, at)) return false;
    from = at + part.text.length;
  }
  return true;
}

/** As V8 writes one: it puts words in brackets for what has no name. */
function isExpression(text: string): boolean {
  return !text.replaceAll('(intermediate value)', '').includes(' ');
}

/** Words that stand whole in every message that matches. */
function wholeWords({ text, gapBefore, gapAfter }: Part): string[] {
  return [...text.matchAll(/[a-z]+/gi)].flatMap(({ 0: word, index }) => {
    const end = index + word.length;
    const cut = (index === 0 && gapBefore) || (end === text.length && gapAfter);
    return cut ? [] : [word];
  });
}

function indexOfPart(message: string, { text, gapBefore, gapAfter }: Part, from: number): number {
  const first = !gapBefore && isLetter(text.charCodeAt(0));
  const last = !gapAfter && isLetter(text.charCodeAt(text.length - 1));
  for (let at = message.indexOf(text, from); at >= 0; at = message.indexOf(text, at + 1)) {
    const inWord =
      (first && isLetter(message.charCodeAt(at - 1))) ||
      (last && isLetter(message.charCodeAt(at + text.length)));
    if (!inWord) return at;
  }
  return -1;
}

/** ASCII: the platform's texts are English. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
