import type { CatalogEntry, MessageText } from './catalogEntry.ts';
import { statementsOf, type Statement } from './statements.ts';
import {
  findTemplate,
  isLetter,
  isWholeTemplate,
  parseTemplate,
  type Template,
} from './template.ts';

interface Candidate extends Found {
  readonly template: Template;
  readonly whole: boolean;
  /** The marks of all its words. */
  readonly marks: number;
}

/** An entry, and what is to be known of the text that found it. */
export interface Found {
  readonly entry: CatalogEntry;
  /** The text only wraps that of another failure: whatever else the message says is more. */
  readonly wraps: boolean;
}

/** Of longer messages only the ends are read: they come from strangers. UTF-16 units. */
const LONGEST = 4096;
/** A long one is a statement of SQL or a list, and what was wrong with it stands at its end. */
const END = 1024;

export function endsOfMessage(message: string): string {
  return message.length <= LONGEST
    ? message
    : `${message.slice(0, LONGEST - END)}\n${message.slice(-END)}`;
}

/** Finds entries by the text of a message. Most messages have none, so that answer must be cheap. */
export class MessageIndex {
  readonly #entries: Iterable<CatalogEntry>;
  readonly #accepts: (message: MessageText) => boolean;
  /** Made for the first message: a session without a failure needs none. */
  #words: Words | undefined;

  constructor(
    entries: Iterable<CatalogEntry>,
    accepts: (message: MessageText) => boolean = () => true,
  ) {
    this.#entries = entries;
    this.#accepts = accepts;
  }

  /** @returns what the first line says that says something; of several texts in it the longest. */
  find(message: string): Found | undefined {
    const text = endsOfMessage(message);
    this.#words ??= wordsOf(this.#entries, this.#accepts);
    const candidates = candidatesFor(text, this.#words);
    if (candidates === undefined) return undefined;
    let statements: readonly Statement[] | undefined;
    let best: { readonly candidate: Candidate; readonly line: number } | undefined;
    for (const candidate of candidates) {
      const line = candidate.whole
        ? lineOfWhole(candidate.template, (statements ??= statementsOf(text)))
        : lineOfPart(candidate.template, text);
      if (line === undefined) continue;
      if (best === undefined || isBetter(candidate, line, best)) best = { candidate, line };
    }
    return best?.candidate;
  }
}

/** Candidates by one of their words: the one that the fewest others have. */
interface Words {
  readonly byWord: ReadonlyMap<number, readonly Candidate[]>;
  /** Bits of the hashes that there are: nearly all words of a message stop here. */
  readonly filter: Uint8Array;
}

const FILTER = 0x4000;

function wordsOf(
  entries: Iterable<CatalogEntry>,
  accepts: (message: MessageText) => boolean,
): Words {
  const candidates: Candidate[] = [];
  const uses = new Map<string, number>();
  for (const entry of entries) {
    for (const message of entry.messages ?? []) {
      if (!accepts(message)) continue;
      const { text, whole = false, wraps = false } = message;
      const template = parseTemplate(text);
      const marks = template.words.reduce((all, word) => all | mark(hash(word)), 0);
      candidates.push({ entry, template, whole, wraps, marks });
      for (const word of template.words) uses.set(word, (uses.get(word) ?? 0) + 1);
    }
  }
  const byWord = new Map<number, Candidate[]>();
  const filter = new Uint8Array(FILTER);
  for (const candidate of candidates) {
    const key = hash(rarest(candidate.template.words, uses));
    filter[key % FILTER] = 1;
    const others = byWord.get(key);
    if (others === undefined) byWord.set(key, [candidate]);
    else others.push(candidate);
  }
  return { byWord, filter };
}

/** Those of which the message may have all words. Words are hashed as they are read: no string is cut out. */
function candidatesFor(text: string, { byWord, filter }: Words): Candidate[] | undefined {
  let lists: Set<readonly Candidate[]> | undefined;
  let marks = 0;
  let word = NO_WORD;
  for (let at = 0; at <= text.length; at++) {
    // NaN past the end is no letter.
    const unit = text.charCodeAt(at);
    if (isLetter(unit)) {
      word = hashed(word, unit);
    } else if (word !== NO_WORD) {
      marks |= mark(word);
      const list = filter[word % FILTER] === 1 ? byWord.get(word) : undefined;
      if (list !== undefined) (lists ??= new Set()).add(list);
      word = NO_WORD;
    }
  }
  if (lists === undefined) return undefined;
  const candidates: Candidate[] = [];
  for (const list of lists) {
    for (const each of list) if ((each.marks & ~marks) === 0) candidates.push(each);
  }
  return candidates;
}

/** A longer word is rarer in the messages of others, too. */
function rarest(words: readonly string[], uses: ReadonlyMap<string, number>): string {
  const rank = (word: string): number => (uses.get(word) ?? 0) - word.length / 100;
  return words.reduce((a, b) => (rank(b) < rank(a) ? b : a));
}

function isBetter(
  { wraps, template }: Candidate,
  line: number,
  best: { readonly candidate: Candidate; readonly line: number },
): boolean {
  if (wraps !== best.candidate.wraps) return !wraps;
  if (line !== best.line) return line < best.line;
  return template.weight > best.candidate.template.weight;
}

/** Where the line begins in which the text begins. */
function lineOfPart(template: Template, text: string): number | undefined {
  const at = findTemplate(template, text);
  if (at < 0) return undefined;
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function lineOfWhole(template: Template, statements: readonly Statement[]): number | undefined {
  return statements.find(({ text }) => isWholeTemplate(template, text))?.line;
}

/** FNV-1a, kept below 2^30 so that it stays a small integer. Equal hashes only cost a comparison. */
const NO_WORD = 0x011c9dc5;

function hashed(word: number, unit: number): number {
  return Math.imul(word ^ unit, 0x01000193) & 0x3fffffff;
}

/** One bit of 32: a text whose words leave marks that the message lacks cannot match. */
function mark(word: number): number {
  return 1 << (word >>> 25);
}

function hash(word: string): number {
  let value = NO_WORD;
  for (let at = 0; at < word.length; at++) value = hashed(value, word.charCodeAt(at));
  return value;
}
