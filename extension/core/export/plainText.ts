/**
 * Text of strangers for a terminal or a document: what could move a cursor, hide or reorder what stands around
 * it is written as its escape. Tabs and line ends stay.
 */
export function plainText(text: string): string {
  return text.toWellFormed().replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainText(text).replace(/[\r\n\t]+/g, ' ');
}

/** Controls, format characters with the bidi ones, line separators. */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
