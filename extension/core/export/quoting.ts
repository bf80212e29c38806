/**
 * One argument of a command line, whatever it holds. What a shell cannot hold in an argument, a NUL, is left out.
 *
 * bash: the GNU manual, 3.1.2 "Quoting" and 3.1.2.4 "ANSI-C Quoting". Within `'…'` nothing is special but `'`. A
 * control character is written as its bytes: typed into a terminal it would be a key.
 */
export function quoteBash(text: string): string {
  const held = text.replaceAll('\0', '').toWellFormed();
  if (!UNSEEN.test(held)) return `'${held.replaceAll("'", "'\\''")}'`;
  const escaped = held.replace(/[\\']/g, '\\$&').replaceAll('!', '\\x21');
  return `$'${escaped.replace(EACH_UNSEEN, bytesOf)}'`;
}

/**
 * PowerShell: about_Quoting_Rules. Within `'…'` nothing is special but `'`, which is doubled; its tokenizer takes
 * U+2018 to U+201B for the same. A control character is a piece of its own, in an expression.
 *
 * @see https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export function quotePowerShell(text: string): string {
  const held = text.replaceAll('\0', '').toWellFormed();
  const literal = (part: string): string => `'${part.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
  if (!UNSEEN.test(held)) return literal(held);
  const pieces = held.split(SPLIT_UNSEEN).filter((piece) => piece !== '');
  const made = pieces.map((piece) =>
    UNSEEN.test(piece) ? `[char]::ConvertFromUtf32(${piece.codePointAt(0) ?? 0})` : literal(piece),
  );
  return `(${made.join(' + ')})`;
}

/**
 * cmd, at its prompt. The program splits its command line itself: within `"…"`, `\"` is a quote and backslashes
 * count double before one. cmd knows none of this, and would end its own quoting at each `"`. So `^` stands before
 * every character that may mean something to it, quotes too, and it never quotes. `%` is read before `^`: a `^`
 * behind each makes a name that no variable has. A control character, which a line cannot hold, becomes a space.
 *
 * @see https://learn.microsoft.com/archive/blogs/twistylittlepassagesallalike/everyone-quotes-command-line-arguments-the-wrong-way
 */
export function quoteCmd(text: string): string {
  const held = escapeQuotes(text.toWellFormed().replace(EACH_UNSEEN, ' '));
  const argument = `"${held.replace(/\\+$/, '$&$&')}"`;
  let line = '';
  let isBehindPercent = false;
  for (const character of argument) {
    const isPlain = character === '%' || /[\w .:/?=*+,;@~$'-]/.test(character);
    line += isBehindPercent || !isPlain ? `^${character}` : character;
    isBehindPercent = character === '%';
  }
  return line;
}

/**
 * As the run-time library of C splits a command line: `"` as `\"`, backslashes before it doubled. PowerShell before
 * 7.3, and later with `$PSNativeCommandArgumentPassing = 'Legacy'`, puts an argument with a space between quotes and
 * escapes nothing in it, so this is done before.
 *
 * @see https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
 * @see https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing
 */
export function escapeQuotes(text: string): string {
  return text.replace(/(\\*)"/g, '$1$1\\"');
}

/** In UTF-8, as bash reads them. */
function bytesOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : encodeURIComponent(character).replaceAll('%', '\\x');
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const EACH_UNSEEN = new RegExp(UNSEEN, 'gu');
const SPLIT_UNSEEN = new RegExp(`(${UNSEEN.source})`, 'u');
