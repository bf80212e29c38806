/**
 * Makes what cannot be seen visible: every string of an event comes from strangers, and control or
 * direction characters can hide or reorder what stands around them. Tabs and line ends stay, and so does
 * a joiner inside an emoji.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
export function visibleText(text: string): string {
  // Nearly every text is plain, and every row is filled anew while the list scrolls.
  return PLAIN.test(text) ? text : text.replace(HIDDEN, named);
}

function named(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `⟨U+${code}⟩`;
}

const PLAIN = /^[\t\n\x20-\x7e]*$/;

/**
 * Controls; format characters, which hold the bidi ones; line separators; lone surrogates; letters and
 * marks that have no picture (Hangul fillers, grapheme joiner, Khmer inherent vowels, the blank of Braille).
 */
const HIDDEN =
  /(?!\t|\n|\r\n|(?<=[\p{Extended_Pictographic}\u{fe0f}\u{1f3fb}-\u{1f3ff}])\u200d(?=\p{Extended_Pictographic}))[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu;
