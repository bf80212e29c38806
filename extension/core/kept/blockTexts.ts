/**
 * The texts of a block of rows, for searching and for showing: all of them in lower case in one flat string, which a
 * search without case passes at the speed of memory, and one bit a character that says which were capitals. Two
 * strings would take twice the memory.
 */
export class BlockTexts {
  readonly lower: string;
  /** Where each row's text ends in `lower`, in UTF-16 units. */
  readonly ends: Uint32Array;
  readonly #capitals: Uint8Array;
  /** Texts whose capitals do not follow from their small letters, by row. */
  readonly #odd: ReadonlyMap<number, string>;

  constructor(texts: readonly string[], lower: readonly string[]) {
    const odd = new Map<number, string>();
    this.ends = new Uint32Array(texts.length);
    let end = 0;
    for (let row = 0; row < texts.length; row++) {
      end += lower[row]?.length ?? 0;
      this.ends[row] = end;
    }
    this.#capitals = new Uint8Array((end + 7) >> 3);
    let start = 0;
    for (let row = 0; row < texts.length; row++) {
      const text = texts[row] ?? '';
      const small = lower[row] ?? '';
      if (!this.#note(text, small, start)) odd.set(row, text);
      start += small.length;
    }
    this.lower = lower.join('');
    this.#odd = odd;
  }

  /** @returns the row's text as it was given. @param from, to a part of it, in UTF-16 units. */
  original(row: number, from = 0, to = Infinity): string {
    const odd = this.#odd.get(row);
    if (odd !== undefined) return odd.slice(from, to);
    const begin = this.startOf(row);
    const start = begin + from;
    const end = Math.min(begin + to, this.ends[row] ?? 0);
    let made = '';
    let done = start;
    for (let at = start; at < end; at++) {
      const bits = this.#capitals[at >> 3] ?? 0;
      if (bits === 0) {
        at |= 7; // none among these eight
        continue;
      }
      if ((bits & (1 << (at & 7))) === 0) continue;
      made += this.lower.slice(done, at) + String.fromCharCode(this.lower.charCodeAt(at) - CASE);
      done = at + 1;
    }
    return made + this.lower.slice(done, end);
  }

  startOf(row: number): number {
    return row === 0 ? 0 : (this.ends[row - 1] ?? 0);
  }

  /** @returns whether the bits can tell the text: only A to Z are noted. */
  #note(text: string, small: string, start: number): boolean {
    if (text === small) return true;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 90 && unit < 128) continue;
      if (unit >= 65 && unit <= 90) {
        const at = start + i;
        this.#capitals[at >> 3] = (this.#capitals[at >> 3] ?? 0) | (1 << (at & 7));
      } else if (unit >= 128 && unit !== small.charCodeAt(i)) return false;
    }
    return true;
  }
}

/** Between a capital of ASCII and its small letter. */
const CASE = 32;
