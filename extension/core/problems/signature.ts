/** What makes failures equal. Without line numbers: a line moves with each deploy, and its problem stays. */
export interface SignatureParts {
  /** The error's name, or the outcome of an event without exceptions. */
  readonly name: string;
  readonly message: string;
  /** The innermost own frame, else the handler of the event. */
  readonly at:
    { readonly file: string; readonly functionName: string } | { readonly handler: string };
}

/**
 * Equal failures have equal texts, in every version and session. One line, fit for a setting:
 * `TypeError: no room <n> @ src/room.ts#Room.join`. At most 600 UTF-16 units.
 */
export function signatureOf({ name, message, at }: SignatureParts): string {
  const where =
    'handler' in at ? oneLine(at.handler) : `${oneLine(at.file)}#${functionOf(at.functionName)}`;
  return `${oneLine(name)}: ${normaliseMessage(message)} @ ${where}`;
}

/** Reading more would cost time and tell no failures apart. */
const READ = 1000;
const KEPT = 200;
const NAME = 150;

/**
 * A message without what differs from one event to the next: numbers, ids, addresses, times and quoted
 * values become placeholders. Idempotent. At most 200 UTF-16 units, in one line.
 */
export function normaliseMessage(message: string): string {
  let text = message.slice(0, READ).replace(UNSEEN, ' ');
  // The end of a value that was cut is not there to be recognised.
  if (message.length > READ) text = text.replace(/["'`][^"'`]*$|\S*$/, '');
  for (const [pattern, placeholder] of PLACEHOLDERS) text = text.replace(pattern, placeholder);
  return cut(text.replace(/\s+/g, ' ').trim(), KEPT);
}

/** Control, format and bidi characters would make equal texts look different, or the reverse. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** In this order: an id inside an address is a part of the address. No pattern backtracks over more than a word. */
const PLACEHOLDERS: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s"'`<>)\]}]+/gi, '<url>'],
  // V8 quotes the property's name: it stands in the code and is no value.
  [/\((reading|setting) '([A-Za-z_$]{1,40})'\)/g, '($1 $2)'],
  [/"[^"]{0,500}"/g, '<text>'],
  // An apostrophe is no quote, neither beside a word nor beside a placeholder.
  [/(?<![\w>])'[^']{0,500}'(?![\w<])/g, '<text>'],
  // The runtime's own messages name its methods in back quotes.
  [/`([A-Za-z_$.]{1,60}(?:\(\))?)`/g, '$1'],
  [/`[^`]{0,500}`/g, '<text>'],
  [/\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g, '<email>'],
  [/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi, '<uuid>'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?\b/g, '<time>'],
  [/(?<![\w:])\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?![\w:])/g, '<time>'],
  [/(?<![\w:])(?=[a-f:]{0,39}\d)(?=(?:[\da-f]{0,4}:){2})[\da-f:]{3,39}(?![\w:])/gi, '<ip>'],
  // One placeholder with the numbers: some hexadecimal ids have no letter in them.
  [/-?\b0x[\da-f]+\b/gi, '<n>'],
  [/-?\b(?=[a-f]*\d)[\da-f]{8,}\b/gi, '<n>'],
  // Made by a machine: long, with digits among the letters.
  [/(?<![\w-])(?=[A-Za-z_-]*\d[\w-]*[A-Za-z])[\w-]{16,}/g, '<id>'],
  [/-?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?/gi, '<n>'],
];

/** V8 puts the receiver before the name: a plain object says nothing, and its spelling differs by build. */
function functionOf(name: string): string {
  const bare = name.replace(/ \[as [^\]]*\]$/, '').replace(/^(?:async |new |Object\.)+/, '');
  return bare === '' || bare === '<anonymous>' ? '(anonymous)' : oneLine(bare);
}

function oneLine(text: string): string {
  return cut(text.slice(0, READ).replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim(), NAME);
}

/** Never between the halves of a surrogate pair. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}
