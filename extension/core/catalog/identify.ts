import { ENTRIES, meaningOf, meaningsOfNumber, variantsOf, type Meaning } from './catalog.ts';
import type { CatalogEntry, MessageText } from './catalogEntry.ts';
import { endsOfMessage, MessageIndex } from './messageIndex.ts';

/**
 * Where a text stood. exception and log: in an event. tool: Wrangler printed it. pasted: a person gave it,
 * so it may be any of these, an answer of curl, or a number alone.
 */
export type Origin = 'exception' | 'log' | 'tool' | 'pasted';

/** What a text may mean. */
export interface Finding {
  /** One when the text decides, several when it does not, none when it names a code that nobody has described. */
  readonly meanings: readonly Meaning[];
  /** The part of the text that was read as a code. */
  readonly said: string;
}

/** `wraps`: the text is put around another message, so whatever another rule finds is more. */
type Reading = Finding & { readonly wraps?: boolean };
type Rule = (text: string, origin: Origin) => Reading | undefined;

/**
 * Finds what a text means, by the most reliable evidence in it. The order matters: `error code: 1042` in
 * the message of a parser's error is the answer of another host, not the parser's fault.
 *
 * Every pattern reads the text in one pass: between two fixed parts it allows no more than a bounded run.
 */
export function identify(text: string, origin: Origin): Finding | undefined {
  const pasted = origin === 'pasted';
  const read = pasted ? withoutTags(text.slice(0, LONGEST_PASTE)) : endsOfMessage(text);
  const plain = withoutFrames(read);
  const finding = firstFinding(plain, origin);
  // A terminal or a mail breaks a long line anywhere.
  return finding ?? (pasted ? firstFinding(plain.replace(/\s+/g, ' '), origin) : undefined);
}

function firstFinding(text: string, origin: Origin): Finding | undefined {
  let around: Finding | undefined;
  for (const rule of rulesFor(text, origin)) {
    const reading = rule(text, origin);
    if (reading?.wraps === true) around ??= reading;
    else if (reading !== undefined) return reading;
  }
  return around;
}

/** Cloudflare's error pages are under 10,000 units, with the Ray ID near their end. */
const LONGEST_PASTE = 65_536;

/** The one meaning that a text decides, or undefined. */
export function decided(finding: Finding | undefined): Meaning | undefined {
  return finding?.meanings.length === 1 ? finding.meanings[0] : undefined;
}

/** The product of an API call is in its path, and the product decides what the number means. */
const PRODUCTS: readonly (readonly [path: RegExp, namespace: string])[] = [
  [/\/rules\/lists/, 'lists'],
  [/\/r2\//, 'r2'],
  [/\/storage\/kv\//, 'kv'],
  [/\/d1\//, 'd1'],
  [/\/queue(?:s|-consumers)\b/, 'queues'],
  [/\/cfd_tunnel/, 'tunnel'],
  [/\/pipelines/, 'pipelines'],
  [/\/workers\b/, 'api'],
];

/** Namespaces of Cloudflare's API, and the numbers that mean the same in all of it. */
const API = ['api', 'r2', 'kv', 'd1', 'queues', 'lists', 'tunnel', 'pipelines'];
const GENERAL = new Set(['971', '6003', '7003', '9106', '9109', '10000']);

function apiCode(text: string, origin: Origin): Finding | undefined {
  const [said, number] =
    /\[code: (\d{3,6})\]/.exec(text) ??
    (isOutput(origin) ? API_ANSWER.exec(text) : undefined) ??
    [];
  if (said === undefined || number === undefined) return undefined;
  const path = /Cloudflare API \(([^()\s]{1,500})\)/.exec(text)?.[1];
  const of = (namespaces: readonly string[]): Meaning[] =>
    namespaces.flatMap((namespace) => meaningOf(`${namespace}:${number}`) ?? []);
  const general = GENERAL.has(number) ? ['api'] : [];
  if (path !== undefined) {
    const product = PRODUCTS.filter(([pattern]) => pattern.test(path)).map(([, name]) => name);
    return meant(of([...product.slice(0, 1), ...general]).slice(0, 1), text, said);
  }
  const all = of(API);
  const key = TOOL_TEXTS.find(text)?.entry.key.split('/')[0];
  const told = all.filter(({ code }) => code === key);
  return meant(told.length > 0 ? told : all, text, said);
}

const API_ANSWER = /"errors"\s{0,9}:\s{0,9}\[\s{0,99}\{[^{}]{0,999}?"code"\s{0,9}:\s{0,9}(\d{3,6})/;

function isOutput(origin: Origin): boolean {
  return origin === 'tool' || origin === 'pasted';
}

/**
 * A Worker that throws at start-up: `wrangler deploy` is refused with 10021, `wrangler dev` names the service.
 * `Uncaught` alone is no sign of that: it is also said of what a handler throws.
 */
function startUp(text: string, origin: Origin): Finding | undefined {
  const isStart = isOutput(origin) && /\bUncaught \w/.test(text) && START_UP.test(text);
  return isStart ? coded('api:10021', text, text) : undefined;
}

const START_UP =
  /\bservice core:user:|\bwrangler (?:deploy|publish|versions upload)\b|Cloudflare API \([^()\s]{1,500}\/workers\/scripts/;

/** The body `error code: 1042`, or Cloudflare's error page, which always shows a Ray ID. */
function edgeCode(text: string): Finding | undefined {
  const found =
    /\berror code: (1\d{3})\b/i.exec(text) ??
    (/\bRay ID\b/i.test(text) ? /\berror\s{1,99}(1\d{3})\b/i.exec(text) : null);
  return found === null ? undefined : coded(`cf:${found[1] ?? ''}`, found[0], text);
}

/** A binding puts the code of its product behind the message; which product that is, the message tells. */
function bindingCode(text: string): Finding | undefined {
  if (!/\(\d{4,6}\)/.test(text)) return undefined;
  for (const [namespace, pattern] of BINDINGS) {
    const finding = known(namespace, pattern.exec(text), text);
    if (finding !== undefined) return finding;
  }
  return undefined;
}

const BINDINGS: readonly (readonly [namespace: string, pattern: RegExp])[] = [
  [
    'r2',
    /(?<![\w.])(?:get|put|head|delete|list|createMultipartUpload|uploadPart|completeMultipartUpload|abortMultipartUpload): [^\n]{1,500} \((\d{5,6})\)/,
  ],
  ['queues', /\bQueue send(?:Batch)? failed: [^\n]{1,500} \((\d{5,6})\)/],
  ['queues', /\b(?:batch|message)(?: message)? (?:size|count) of [^\n]{1,200} \((\d{5,6})\)/],
  ['kv', /\bKV [A-Z_]{3,9} failed: [^\n]{1,500} \((\d{5,6})\)/],
  ['d1', /\bD1_[A-Z]{0,9}_?ERROR: [^\n]{1,500} \((\d{4,6})\)/],
];

function workersAi(text: string): Finding | undefined {
  return known('ai', /(?:^|\b\w{0,40}Error: )(\d{4}): /m.exec(text), text);
}

function exactText(text: string, origin: Origin): Reading | undefined {
  const [first, second] =
    origin === 'tool' ? [TOOL_TEXTS, RUNTIME_TEXTS] : [RUNTIME_TEXTS, TOOL_TEXTS];
  const found = [first, ...(isOutput(origin) ? [second] : [])].flatMap(
    (texts) => texts.find(text) ?? [],
  );
  const best = found.find(({ wraps }) => !wraps) ?? found[0];
  const meaning = best && meaningOf(best.entry.key);
  return meaning && { meanings: [meaning], said: shorten(text), wraps: best.wraps };
}

/** What wrangler prints is looked for in events no more than what the runtime says is in wrangler's output. */
const isOfApi = ({ key }: CatalogEntry): boolean => API.includes(key.slice(0, key.indexOf(':')));
const says = ({ withCode }: MessageText): boolean => withCode !== true;
const TOOL_TEXTS = new MessageIndex(ENTRIES.filter(isOfApi), says);
const RUNTIME_TEXTS = new MessageIndex(
  ENTRIES.filter((entry) => !isOfApi(entry)),
  says,
);

const SOCKET_WORD =
  /\b(?:clos(?:e|ed|es|ing)|closeEvent|websockets?|ws|sockets?|wasClean|webSocketClose)\b/i;

/** A number is a close code only beside a word of WebSockets; 1000 to 1015 need no `code` before them then. */
function closeCode(text: string): Finding | undefined {
  const call = /(?:\.close\(|\bwebSocketClose\([^()\d]{0,80})\s{0,9}(\d{4})\b/.exec(text);
  if (call !== null) return known('ws', call, text);
  if (!SOCKET_WORD.test(text)) return undefined;
  const labelled = /(?:\b|_|[a-z])[cC]ode["']?\s{0,9}[:=]?\s{0,9}([1-4]\d{3})\b/.exec(text);
  const [said, number] = labelled ?? BARE_CLOSE_CODE.exec(text) ?? [];
  if (said === undefined || number === undefined) return undefined;
  const finding = coded(`ws:${number}`, said, text);
  // That a number is in a range says less than what somebody has described.
  const isOfRange = finding.meanings.every(({ code, entry }) => code !== entry.key);
  return isOfRange ? numbered(number, said) : finding;
}

/** A quantity, such as `1000 ms`, is none. */
const BARE_CLOSE_CODE =
  /\b(10(?:0\d|1[0-5]))\b(?!\s?(?:ms|s|sec|seconds|bytes?|%|[kKMG]i?B)\b)(?![.,]\d)/;

function mysqlCode(text: string): Finding | undefined {
  const printed = /\bERROR (\d{4}) \([0-9A-Z]{5}\)/.exec(text);
  const named = /\b(?:errno|sqlState)\b/i.test(text) ? /\b(\d{4})\b/.exec(text) : null;
  return known('mysql', printed ?? named, text);
}

/** `code 1006` without a word of what kind: every meaning. */
function anyNumber(text: string): Finding | undefined {
  const found = /\b(?:code|error)["']?[:=]? {0,3}(10(?:0\d|1[0-5]))\b/i.exec(text);
  return found === null ? undefined : numbered(found[1] ?? '', found[0]);
}

/** A person gives a number, a code or an outcome alone. */
function bareCode(text: string): Finding | undefined {
  const word = text.trim();
  const exact = meaningOf(word) ?? meaningOf(`outcome:${word}`);
  if (exact !== undefined) return { meanings: [exact], said: word };
  const number = /^(?:error|code)?[ :#]{0,3}(\d{1,6})$/i.exec(word)?.[1];
  return number === undefined ? undefined : numbered(number, word);
}

/** First match wins. */
const RULES: readonly Rule[] = [
  apiCode,
  startUp,
  edgeCode,
  bindingCode,
  workersAi,
  exactText,
  closeCode,
  mysqlCode,
  anyNumber,
];
const PASTED: readonly Rule[] = [bareCode, ...RULES];

/** Most messages hold no number that may be a code: they are spared the rules that read one. */
const WITHOUT_NUMBER: readonly Rule[] = [startUp, exactText];
const PASTED_WITHOUT_NUMBER: readonly Rule[] = [bareCode, ...WITHOUT_NUMBER];

function rulesFor(text: string, origin: Origin): readonly Rule[] {
  if (/\d{3}/.test(text)) return origin === 'pasted' ? PASTED : RULES;
  return origin === 'pasted' ? PASTED_WITHOUT_NUMBER : WITHOUT_NUMBER;
}

/** The text names a code beyond doubt, even when nobody has described it. */
function coded(code: string, said: string, text: string): Finding {
  const meaning = meaningOf(code);
  return meant(meaning === undefined ? [] : [meaning], text, said);
}

/** The text only looks as if it named a code: it does when there is one. */
function known(
  namespace: string,
  found: RegExpExecArray | null,
  text: string,
): Finding | undefined {
  const [said, number] = found ?? [];
  if (said === undefined || number === undefined) return undefined;
  const finding = coded(`${namespace}:${number}`, said, text);
  return finding.meanings.length === 0 ? undefined : finding;
}

function numbered(number: string, said: string): Finding {
  return { meanings: meaningsOfNumber(Number(number)), said: shorten(said) };
}

/** A code may have cases: the text tells which. */
function meant(meanings: readonly Meaning[], text: string, said: string): Finding {
  return {
    meanings: meanings.map((meaning) => {
      const found = casesOf(meaning.entry.key)?.find(text);
      return (found && meaningOf(found.entry.key)) ?? meaning;
    }),
    said: shorten(said),
  };
}

const cases = new Map<string, MessageIndex | undefined>();

function casesOf(key: string): MessageIndex | undefined {
  if (!cases.has(key)) {
    const entries = variantsOf(key);
    cases.set(key, entries.length === 0 ? undefined : new MessageIndex(entries));
  }
  return cases.get(key);
}

function shorten(text: string): string {
  const line = text.trim();
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}

/** Cloudflare's error page as curl prints it. */
function withoutTags(text: string): string {
  return text.replace(/<[^<>]*>/g, ' ');
}

/**
 * A frame names functions, files and lines, such as `close (socket.js:1006:5)`: no code of anything. In JSON the
 * line breaks of a stack are escaped.
 */
function withoutFrames(text: string): string {
  return text.includes('  at ') ? text.replace(/(?:\n|\\n) {2,20}at [^\n\\"]*/g, '') : text;
}
