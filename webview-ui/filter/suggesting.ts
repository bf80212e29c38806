import type { Acceptance } from './accept.ts';
import { suggestionLines, type Line, type Sources } from './lines.ts';

/** The list below the box: whether it is open, its lines, and the one that is active. */
export class Suggesting {
  readonly #changed: () => void;
  #open = false;
  #lines: readonly Line[] = [];
  /** -1: the text itself. */
  #active = -1;
  /** The user went to the active line, rather than that it is only the first. */
  #chosen = false;
  /** The text that the lines are for. */
  #text = '';
  /** What a key wanted before the lines for the text were there. */
  #wanted: Acceptance | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get lines(): readonly Line[] {
    return this.#open ? this.#lines : [];
  }

  get active(): number {
    return this.#open ? this.#active : -1;
  }

  get line(): Line | undefined {
    return this.lines[this.#active];
  }

  get isChosen(): boolean {
    return this.#chosen;
  }

  open(): void {
    this.#open = true;
    this.#changed();
  }

  close(): void {
    this.#open = false;
    this.#active = -1;
    this.typed();
  }

  /** The text is another: what was chosen or wanted belongs to the one before. */
  typed(): void {
    this.#chosen = false;
    this.#wanted = undefined;
    this.#changed();
  }

  /** The lines for a text. What the user went to stays, wherever it is now. @returns what was wanted of them. */
  fill(sources: Sources): Acceptance | undefined {
    const { text, caret } = sources;
    const chosen = this.#chosen ? this.#lines[this.#active]?.insert : undefined;
    this.#text = text;
    this.#lines = suggestionLines(sources);
    const at = this.#lines.findIndex(({ insert }) => insert === chosen);
    this.#chosen = at !== -1;
    const [first] = this.#lines;
    const begun = first !== undefined && text.slice(first.from, caret).trim() !== '';
    this.#active = this.#chosen ? at : begun ? 0 : -1;
    this.#changed();
    const wanted = this.#wanted;
    this.#wanted = undefined;
    return wanted;
  }

  go(step: number): void {
    const places = this.#lines.length + 1;
    this.#active = ((this.#active + 1 + step + places) % places) - 1;
    this.#chosen = this.#active >= 0;
    this.#changed();
  }

  /** @returns whether the lines are for this text; else it is done when they are there. */
  isFor(text: string, how: Acceptance): boolean {
    if (this.#text !== text) this.#wanted = how;
    return this.#text === text;
  }
}
