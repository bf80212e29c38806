/** A text and the time from which on the disk had it, ms since the epoch. */
interface Saved {
  readonly since: number;
  readonly text: string;
}

/** UTF-16 units; nobody writes a larger module by hand. */
const LARGEST = 300_000;
const FILES = 100;
const TEXTS = 5;
const VERSIONS = 1000;

/**
 * Texts of files that were open in this window, as they were saved. What was edited after a version failed
 * first is not in that version.
 */
export class SavedTexts {
  /** By file, the oldest first. */
  readonly #texts = new Map<string, Saved[]>();
  /** When each version was first seen. */
  readonly #seen = new Map<string, number>();

  /** The disk has this text from now on, or since before it was opened. */
  saved(file: string, text: string, since: number): void {
    const before = this.#texts.get(file) ?? [];
    if (text.length > LARGEST || before.at(-1)?.text === text) return;
    this.#texts.delete(file);
    this.#texts.set(file, [...before, { since, text }].slice(-TEXTS));
    forgetOldest(this.#texts, FILES);
  }

  /** A failure of the version came. */
  seen(version: string, time: number): void {
    if (this.#seen.has(version)) return;
    this.#seen.set(version, time);
    forgetOldest(this.#seen, VERSIONS);
  }

  /** The text when the version was first seen; undefined when it was not open in this window. */
  of(file: string, version: string): string | undefined {
    const time = this.#seen.get(version);
    const texts = this.#texts.get(file);
    if (time === undefined || texts === undefined) return undefined;
    return (texts.findLast(({ since }) => since <= time) ?? texts[0])?.text;
  }
}

function forgetOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
