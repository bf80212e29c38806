import type { EventRecord } from './record.ts';
import { foldCase } from '../../shared/foldCase.ts';
import { BlockTexts } from './blockTexts.ts';

/** Rows of a block: large enough that a search is one pass over a long string, small enough to forget. */
export const BLOCK = 1024;

/** Numbers of what a record names, see `Dictionary`. */
export interface Numbers {
  readonly facet: number;
  readonly colo: number;
  readonly host: number;
  readonly object: number;
}

/** Rows in columns, in the order of arrival. When it is full its texts are joined, and nothing changes any more. */
export class RowBlock {
  /** Id of its first row. */
  readonly first: number;
  /** Where the row stands, ms since the epoch; never NaN. */
  readonly time = new Float64Array(BLOCK);
  /** ms, NaN when not known. */
  readonly cpu = new Float64Array(BLOCK);
  readonly wall = new Float64Array(BLOCK);
  readonly facet = new Uint16Array(BLOCK);
  readonly colo = new Uint16Array(BLOCK);
  readonly host = new Uint16Array(BLOCK);
  readonly object = new Uint16Array(BLOCK);
  readonly cut = new Uint8Array(BLOCK);
  /** Where title, and title with text, end in the row's text; each is followed by a line end. */
  readonly titleEnd = new Uint16Array(BLOCK);
  readonly textEnd = new Uint16Array(BLOCK);
  #hasCut = false;
  #count = 0;
  #texts: string[] = [];
  #lower: string[] = [];
  #joined: BlockTexts | undefined;

  constructor(first: number) {
    this.first = first;
  }

  /** Whether one of its rows was cut. */
  get hasCut(): boolean {
    return this.#hasCut;
  }

  get count(): number {
    return this.#count;
  }

  /** The texts of all its rows in one; undefined until the block is full. */
  get joined(): BlockTexts | undefined {
    return this.#joined;
  }

  /** @param time where it stands. */
  add(record: EventRecord, numbers: Numbers, time: number): void {
    const row = this.#count++;
    this.time[row] = time;
    this.cpu[row] = record.cpu;
    this.wall[row] = record.wall;
    this.facet[row] = numbers.facet;
    this.colo[row] = numbers.colo;
    this.host[row] = numbers.host;
    this.object[row] = numbers.object;
    this.cut[row] = record.cut ? 1 : 0;
    this.#hasCut ||= record.cut;
    this.titleEnd[row] = record.title.length;
    this.textEnd[row] = record.title.length + 1 + record.text.length;
    const text = `${record.title}\n${record.text}${record.rest}\n`;
    this.#texts.push(text);
    this.#lower.push(foldCase(text));
    if (this.#count < BLOCK) return;
    this.#joined = new BlockTexts(this.#texts, this.#lower);
    this.#texts = [];
    this.#lower = [];
  }

  /** The whole text of a row in lower case. */
  lower(row: number): string {
    const joined = this.#joined;
    if (joined === undefined) return this.#lower[row] ?? '';
    return joined.lower.slice(joined.startOf(row), joined.ends[row]);
  }

  /** The whole text of a row, or a part of it by UTF-16 units. */
  text(row: number, from = 0, to = Infinity): string {
    return this.#joined?.original(row, from, to) ?? this.#texts[row]?.slice(from, to) ?? '';
  }
}
