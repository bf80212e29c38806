import { ENTRIES, meaningOf, meaningsOfNumber, variantsOf, type Meaning } from './catalog.ts';
import type { CatalogEntry } from './catalogEntry.ts';
import { LONGEST_MESSAGE, MessageIndex } from './messageIndex.ts';

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

type Rule = (text: string, origin: Origin) => Finding | undefined;

/**
 * Finds what a text means, by the most reliable evidence in it. The order matters: `error code: 1042` in
 * the message of a parser's error is the answer of another host, not the parser's fault.
 *
 * Every pattern reads the text in one pass: between two fixed parts it allows no more than a bounded run.
 */
export function identify(text: string, origin: Origin): Finding | undefined {
  const pasted = origin === 'pasted';
  const start = text.slice(0, pasted ? LONGEST_PASTE : LONGEST_MESSAGE);
  const plain = pasted ? withoutTags(start) : start;
  for (const rule of pasted ? PASTED : RULES) {
    const finding = rule(plain, origin);
    if (finding !== undefined) return finding;
  }
  return undefined;
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
  [/\/queues/, 'queues'],
  [/\/cfd_tunnel/, 'tunnel'],
  [/\/pipelines/, 'pipelines'],
  [/\/workers\/(?:scripts|services|subdomain|workers)/, 'api'],
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
  const product = PRODUCTS.find(([pattern]) => path !== undefined && pattern.test(path))?.[1];
  const namespaces =
    product === undefined ? API : GENERAL.has(number) ? [product, 'api'] : [product];
  const all = namespaces.flatMap((namespace) => meaningOf(`${namespace}:${number}`) ?? []);
  const told = all.filter(({ code }) => TOOL_TEXTS.find(text)?.key.split('/')[0] === code);
  const meanings = product !== undefined ? all.slice(0, 1) : told.length > 0 ? told : all;
  return { meanings: meanings.map((meaning) => variant(meaning, text)), said: shorten(said) };
}

const API_ANSWER = /"errors"\s{0,9}:\s{0,9}\[\s{0,99}\{[^{}]{0,999}?"code"\s{0,9}:\s{0,9}(\d{3,6})/;

function isOutput(origin: Origin): boolean {
  return origin === 'tool' || origin === 'pasted';
}

/** A number with several cases: the text tells which. */
function variant(meaning: Meaning, text: string): Meaning {
  const entry = new MessageIndex(variantsOf(meaning.code)).find(text);
  return (entry && meaningOf(entry.key)) ?? meaning;
}

/** The body `error code: 1042`, or Cloudflare's error page, which always shows a Ray ID. */
function edgeCode(text: string): Finding | undefined {
  const found =
    /\berror code: (1\d{3})\b/i.exec(text) ??
    (/\bRay ID\b/i.test(text) ? /\berror (1\d{3})\b/i.exec(text) : null);
  return found === null ? undefined : coded(`cf:${found[1] ?? ''}`, found[0]);
}

/** R2's binding puts the code of its API behind the message. */
function r2Binding(text: string): Finding | undefined {
  return known('r2', R2_ACTION.exec(text));
}

const R2_ACTION =
  /\b(?:get|put|head|delete|list|createMultipartUpload|uploadPart|completeMultipartUpload|abortMultipartUpload): [^\n]{1,500} \((\d{5})\)/;

function workersAi(text: string): Finding | undefined {
  return known('ai', /^(?:\w{1,40}: )?(\d{4}): /.exec(text));
}

function exactText(text: string, origin: Origin): Finding | undefined {
  const [first, second] =
    origin === 'tool' ? [TOOL_TEXTS, RUNTIME_TEXTS] : [RUNTIME_TEXTS, TOOL_TEXTS];
  const entry = first.find(text) ?? (isOutput(origin) ? second.find(text) : undefined);
  return entry && coded(entry.key, text);
}

/** What wrangler prints is looked for in events no more than what the runtime says is in wrangler's output. */
const isOfApi = ({ key }: CatalogEntry): boolean => API.includes(key.slice(0, key.indexOf(':')));
const TOOL_TEXTS = new MessageIndex(ENTRIES.filter(isOfApi));
const RUNTIME_TEXTS = new MessageIndex(ENTRIES.filter((entry) => !isOfApi(entry)));

const SOCKET_WORD =
  /\b(?:clos(?:e|ed|es|ing)|closeEvent|websockets?|ws|sockets?|wasClean|webSocketClose)\b/i;

/** A number is a close code only beside a word of WebSockets; 1000 to 1015 need no `code` before them then. */
function closeCode(text: string): Finding | undefined {
  const call = /(?:\.close\(|\bwebSocketClose\([^()\d]{0,80})\s{0,9}(\d{4})\b/.exec(text);
  const labelled = /(?:\b|_|[a-z])[cC]ode["']?\s{0,9}[:=]?\s{0,9}([1-4]\d{3})\b/.exec(text);
  const bare = BARE_CLOSE_CODE.exec(text);
  return known('ws', call ?? (SOCKET_WORD.test(text) ? (labelled ?? bare) : null));
}

/** A quantity, such as `1000 ms`, is none. */
const BARE_CLOSE_CODE =
  /\b(10(?:0\d|1[0-5]))\b(?!\s?(?:ms|s|sec|seconds|bytes?|%|[kKMG]i?B)\b)(?![.,]\d)/;

function mysqlCode(text: string): Finding | undefined {
  const printed = /\bERROR (\d{4}) \([0-9A-Z]{5}\)/.exec(text);
  const named = /\b(?:errno|sqlState)\b/i.test(text) ? /\b(\d{4})\b/.exec(text) : null;
  return known('mysql', printed ?? named);
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
  edgeCode,
  r2Binding,
  workersAi,
  exactText,
  closeCode,
  mysqlCode,
  anyNumber,
];
const PASTED: readonly Rule[] = [bareCode, ...RULES];

/** The text names a code beyond doubt, even when nobody has described it. */
function coded(code: string, said: string): Finding {
  const meaning = meaningOf(code);
  return { meanings: meaning === undefined ? [] : [meaning], said: shorten(said) };
}

/** The text only looks as if it named a code: it does when there is one. */
function known(namespace: string, found: RegExpExecArray | null): Finding | undefined {
  const [said, number] = found ?? [];
  if (said === undefined || number === undefined) return undefined;
  const finding = coded(`${namespace}:${number}`, said);
  return finding.meanings.length === 0 ? undefined : finding;
}

function numbered(number: string, said: string): Finding {
  return { meanings: meaningsOfNumber(Number(number)), said: shorten(said) };
}

function shorten(text: string): string {
  const line = text.trim();
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}

/** Cloudflare's error page as curl prints it. */
function withoutTags(text: string): string {
  return text.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ');
}
