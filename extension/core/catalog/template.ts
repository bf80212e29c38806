/**
 * Texts of the catalog with gaps: `Invalid WebSocket close code: {code}.` A gap stands for any text, also
 * none. There are no regular expressions, so no message, however hostile, costs more than its length.
 */
export interface Template {
  /** The constant parts in their order. */
  readonly parts: readonly Part[];
  /** A message without this word cannot match: words are what an index is made of. */
  readonly word: string;
  /** UTF-16 units of constant text: of two templates that match, the longer one says more. */
  readonly weight: number;
  /** Whether nothing may stand before or behind it. */
  readonly whole: boolean;
}

/** Not empty. At a gap it may be the end of a longer word, elsewhere it ends where a word ends. */
interface Part {
  readonly text: string;
  readonly gapBefore: boolean;
  readonly gapAfter: boolean;
}

/** @throws Error when the constant text has no word to find it by. */
export function parseTemplate(text: string, whole = false): Template {
  const parts = text
    .split(/\{[^{}]*\}/)
    .map((part, index, all) => ({
      text: part,
      gapBefore: index > 0,
      gapAfter: index < all.length - 1,
    }))
    .filter((part) => part.text !== '');
  const word = parts.flatMap(wholeWords).reduce((a, b) => (b.length > a.length ? b : a), '');
  if (word === '') throw new Error(`This text has no whole word to find it by: ${text}`);
  return { parts, word, weight: parts.reduce((sum, part) => sum + part.text.length, 0), whole };
}

/** Finds the constant parts one after the other. */
export function matchesTemplate({ parts, whole }: Template, message: string): boolean {
  let from = 0;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const at =
      whole && isLast && !part.gapAfter
        ? message.length - part.text.length
        : indexOfPart(message, part, from);
    if (at < from || (whole && index === 0 && !part.gapBefore && at > 0)) return false;
    if (!message.startsWith(part.text, at)) return false;
    from = at + part.text.length;
  }
  return true;
}

/** Calls `visit` with each word of a message: a run of letters. No string is made but for those visited. */
export function eachWord(message: string, visit: (start: number, end: number) => void): void {
  let start = -1;
  for (let at = 0; at <= message.length; at++) {
    // NaN past the end is no letter.
    const letter = isLetter(message.charCodeAt(at));
    if (letter && start < 0) start = at;
    else if (!letter && start >= 0) {
      visit(start, at);
      start = -1;
    }
  }
}

/** Words that stand whole in every message that matches. */
function wholeWords({ text, gapBefore, gapAfter }: Part): string[] {
  const words: string[] = [];
  eachWord(text, (start, end) => {
    const cut = (start === 0 && gapBefore) || (end === text.length && gapAfter);
    if (!cut) words.push(text.slice(start, end));
  });
  return words;
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
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
