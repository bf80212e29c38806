/**
 * Makes what cannot be seen visible: every string of an event comes from strangers, and control or
 * direction characters can hide or reorder what stands around them. Tabs and line ends stay.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
export function visibleText(text: string): string {
  return text.replace(
    HIDDEN,
    (char) => `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}

/** Controls but tab and line ends; format characters, which hold the bidi ones; line separators; lone surrogates. */
const HIDDEN = /(?![\t\n\r\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
