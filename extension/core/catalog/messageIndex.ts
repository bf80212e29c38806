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
}

/** An entry, and what is to be known of the text that found it. */
export interface Found {
  readonly entry: CatalogEntry;
  /** The text only wraps that of another failure: whatever else the message says is more. */
  readonly wraps: boolean;
}

/** Longer messages are cut before they are read: they come from strangers. UTF-16 units. */
export const LONGEST_MESSAGE = 4096;

/** Finds entries by the text of a message. Most messages have none, so that answer must be cheap. */
export class MessageIndex {
  /** By a word that the message must have: of the words of a text the one that the fewest others have. */
  readonly #byWord = new Map<number, Candidate[]>();
  /** Bits of the hashes that there are: nearly all words of a message stop here. */
  readonly #filter = new Uint8Array(FILTER);

  constructor(
    entries: Iterable<CatalogEntry>,
    accepts: (message: MessageText) => boolean = () => true,
  ) {
    const candidates: Candidate[] = [];
    const uses = new Map<string, number>();
    for (const entry of entries) {
      for (const message of entry.messages ?? []) {
        if (!accepts(message)) continue;
        const { text, whole = false, wraps = false } = message;
        const template = parseTemplate(text);
        candidates.push({ entry, template, whole, wraps });
        for (const word of template.words) uses.set(word, (uses.get(word) ?? 0) + 1);
      }
    }
    for (const candidate of candidates) {
      const word = rarest(candidate.template.words, uses);
      const key = hash(word);
      this.#filter[key % FILTER] = 1;
      const others = this.#byWord.get(key);
      if (others === undefined) this.#byWord.set(key, [candidate]);
      else others.push(candidate);
    }
  }

  /** @returns what the first line says that says something; of several texts in it the longest. */
  find(message: string): Found | undefined {
    const text = message.length > LONGEST_MESSAGE ? message.slice(0, LONGEST_MESSAGE) : message;
    const lists = this.#listsFor(text);
    if (lists === undefined) return undefined;
    let statements: readonly Statement[] | undefined;
    let best: { readonly candidate: Candidate; readonly line: number } | undefined;
    for (const candidates of lists) {
      for (const candidate of candidates) {
        const line = candidate.whole
          ? lineOfWhole(candidate.template, (statements ??= statementsOf(text)))
          : lineOfPart(candidate.template, text);
        if (line === undefined) continue;
        if (best === undefined || isBetter(candidate, line, best)) best = { candidate, line };
      }
    }
    return best?.candidate;
  }

  /** Words are hashed as they are read: no string is cut out to look one up. */
  #listsFor(text: string): Set<readonly Candidate[]> | undefined {
    let lists: Set<readonly Candidate[]> | undefined;
    let word = NO_WORD;
    for (let at = 0; at <= text.length; at++) {
      // NaN past the end is no letter.
      const unit = text.charCodeAt(at);
      if (isLetter(unit)) {
        word = hashed(word, unit);
      } else if (word !== NO_WORD) {
        const candidates = this.#filter[word % FILTER] === 1 ? this.#byWord.get(word) : undefined;
        if (candidates !== undefined) (lists ??= new Set()).add(candidates);
        word = NO_WORD;
      }
    }
    return lists;
  }
}

const FILTER = 0x10000;

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

function hash(word: string): number {
  let value = NO_WORD;
  for (let at = 0; at < word.length; at++) value = hashed(value, word.charCodeAt(at));
  return value;
}
