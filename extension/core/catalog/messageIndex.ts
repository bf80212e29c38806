import type { CatalogEntry } from './catalogEntry.ts';
import { eachWord, matchesTemplate, parseTemplate, type Template } from './template.ts';

interface Candidate {
  readonly entry: CatalogEntry;
  readonly template: Template;
}

/** Longer messages are cut before they are read: they come from strangers. UTF-16 units. */
export const LONGEST_MESSAGE = 4096;

/** Finds entries by the text of a message. Most messages have none, so that answer must be cheap. */
export class MessageIndex {
  /** By a word that the message must have, then the longest template first. */
  readonly #byWord = new Map<number, readonly Candidate[]>();

  constructor(entries: Iterable<CatalogEntry>) {
    for (const entry of entries) {
      for (const { text, whole } of entry.messages ?? []) {
        const template = parseTemplate(text, whole);
        const word = hash(template.word, 0, template.word.length);
        const candidates = [...(this.#byWord.get(word) ?? []), { entry, template }];
        candidates.sort((a, b) => b.template.weight - a.template.weight);
        this.#byWord.set(word, candidates);
      }
    }
  }

  /** @returns the entry with the longest text that stands in the message. */
  find(message: string): CatalogEntry | undefined {
    const text = message.length > LONGEST_MESSAGE ? message.slice(0, LONGEST_MESSAGE) : message;
    let lists: Set<readonly Candidate[]> | undefined;
    eachWord(text, (start, end) => {
      const candidates = this.#byWord.get(hash(text, start, end));
      if (candidates !== undefined) (lists ??= new Set()).add(candidates);
    });
    let best: Candidate | undefined;
    for (const candidates of lists ?? []) {
      const found = candidates.find(({ template }) => matchesTemplate(template, text));
      if (found !== undefined && found.template.weight > (best?.template.weight ?? 0)) best = found;
    }
    return best?.entry;
  }
}

/** FNV-1a of a part of a text: no string is cut out to look it up. Equal hashes only cost a comparison. */
function hash(text: string, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value;
}
