import './rowMatches.css';
import { beginBefore, matchesOf, type Match } from '../../find/highlight.ts';

/**
 * Marks in the rows, as highlights of the browser with static ranges: pooled rows are filled 60 times a second.
 * 34 rows with two marks each cost hardly more than without (1.4 ms); elements double that, and live ranges take
 * seven times as long (measured).
 */
const others = new Highlight();
const current = new Highlight();
CSS.highlights.set('match', others);
CSS.highlights.set('current-match', current);

let patterns: readonly RegExp[] = [];
let currentRow: number | undefined;
let version = 0;

/** What is marked from now on. @param row has the match that Find stands at. */
export function markMatches(wanted: readonly RegExp[], row: number | undefined): void {
  if (wanted.length === 0 && patterns.length === 0) return;
  patterns = wanted;
  currentRow = row;
  version++;
}

/** Another number when filled rows have to be filled anew. */
export function matchesVersion(): number {
  return version;
}

/** A text that was cut: what is marked in it may be out of view. */
interface Doubtful {
  readonly row: RowMatches;
  readonly node: Text;
  readonly matches: readonly Match[];
}

let doubtful: Doubtful[] = [];

/** The marks of one pooled row. */
export class RowMatches {
  #ranges: StaticRange[] = [];
  #highlight = others;

  /** @param parts hold one text each, which was set just now; the last one may be cut, and begin later. */
  show(row: number, parts: readonly HTMLElement[]): void {
    this.clear();
    if (patterns.length === 0) return;
    this.#highlight = row === currentRow ? current : others;
    for (const part of parts) {
      const node = part.firstChild;
      if (!(node instanceof Text)) continue;
      const matches = matchesOf(node.data, patterns);
      this.mark(node, matches, 0);
      if (part === parts.at(-1) && (matches[0]?.from ?? 0) > 0) this.#doubt(node, matches);
    }
  }

  mark(node: Text, matches: readonly Match[], moved: number): void {
    for (const { from, to } of matches) {
      const range = new StaticRange({
        startContainer: node,
        startOffset: from + moved,
        endContainer: node,
        endOffset: to + moved,
      });
      this.#ranges.push(range);
      this.#highlight.add(range);
    }
  }

  clear(node?: Text): void {
    if (this.#ranges.length === 0) return;
    const gone = this.#ranges.filter(
      ({ startContainer }) => node === undefined || startContainer === node,
    );
    for (const range of gone) this.#highlight.delete(range);
    this.#ranges = this.#ranges.filter((range) => !gone.includes(range));
  }

  /** Looked at when all rows of the frame are filled: one layout for all. */
  #doubt(node: Text, matches: readonly Match[]): void {
    if (doubtful.length === 0) queueMicrotask(showWhatIsCut);
    doubtful.push({ row: this, node, matches });
  }
}

/** Where the first match lies in the part that is cut, the text begins just before it. */
function showWhatIsCut(): void {
  const asked = doubtful;
  doubtful = [];
  const cut = asked.filter(({ node, matches }) => node.isConnected && isCut(node, matches[0]));
  for (const { row, node, matches } of cut) {
    const begin = beginBefore(node.data, matches[0]?.from ?? 0);
    row.clear(node);
    node.data = `… ${node.data.slice(begin)}`;
    row.mark(node, matches, 2 - begin);
  }
}

/** Room for the dots at the end, px. */
const DOTS = 14;

function isCut(node: Text, first: Match | undefined): boolean {
  const part = node.parentElement;
  if (part === null || first === undefined || part.scrollWidth <= part.clientWidth) return false;
  const range = document.createRange();
  range.setStart(node, first.from);
  range.setEnd(node, Math.min(first.to, node.length));
  return range.getBoundingClientRect().right > part.getBoundingClientRect().right - DOTS;
}
