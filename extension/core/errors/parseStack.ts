import { oneBased, type OneBased } from '../../shared/position.ts';
import { type FrameOrigin, originOf } from './frameOrigin.ts';

export interface StackFrame {
  /** As V8 names it, without `async`; empty for an anonymous function. */
  readonly functionName: string;
  /** As it stands in the frame: a module name, a path, a `file:` URL, `node:…`. */
  readonly file: string;
  /** In WebAssembly line 1 and the offset of the byte plus 1, as V8 counts. */
  readonly position: OneBased;
  /** As far as the frame tells: a module of a bundle holds code of everyone. */
  readonly origin: FrameOrigin;
}

/**
 * Frames of a V8 stack text, the innermost first. Lines that are no frame (a message) and frames that name
 * no place (`<anonymous>`, `native`, `index 0` of `Promise.all`) are left out. At most 50 frames are read.
 *
 * @see https://v8.dev/docs/stack-trace-api
 */
export function parseStack(stack: string): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const [index, line] of stack.split('\n', 200).entries()) {
    const frame = parseFrame(line, index === 0);
    if (frame !== undefined) frames.push(frame);
    if (frames.length === 50) break;
  }
  return frames;
}

/** Longer lines are data that somebody put into a message, UTF-16 units. */
const LONGEST_LINE = 2000;

/** @param isFirst the first line of a text may have lost its indent; a message's lines have none. */
function parseFrame(line: string, isFirst: boolean): StackFrame | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  const body = (isFirst ? /^\s*at (.+)$/ : /^\s+at (.+)$/).exec(line.trimEnd())?.[1];
  if (body === undefined) return undefined;
  const { functionName, where } = split(withoutContext(body.replace(/^async (?!\([^ ]*\)$)/, '')));
  const location = locationOf(where);
  if (location === undefined) return undefined;
  const { file, position, number = '' } = location;
  const name = functionName === '' ? number : functionName;
  return { functionName: name, file, position, origin: originOf(file, name) };
}

/** Newer V8 adds ` in NAME` behind the place of a frame. */
function withoutContext(body: string): string {
  return body.replace(/(\)|:\d{1,9}) in [^\s():]+$/, '$1');
}

/**
 * `name (where)`, or `where` alone. Names and paths may have brackets and blanks themselves: the bracket that
 * closes the frame belongs to the one that balances it.
 */
function split(body: string): { readonly functionName: string; readonly where: string } {
  if (!body.endsWith(')')) return { functionName: '', where: body };
  let open = 0;
  let depth = 0;
  for (let at = body.length - 1; at > 0; at--) {
    if (body[at] === ')') depth++;
    if (body[at] !== '(') continue;
    depth--;
    if (body[at - 1] !== ' ') continue;
    open = at;
    if (depth <= 0) break;
  }
  return open === 0
    ? { functionName: '', where: body }
    : { functionName: body.slice(0, open - 1), where: body.slice(open + 1, -1) };
}

const WASM = /^(.*):(wasm-function\[\d{1,9}\]):0x([\da-f]{1,8})$/i;
const PLACE = /^(.+):(\d{1,9}):(\d{1,9})$/;
/** Evaluated code that evaluates code, at most so deep. */
const DEEPEST = 8;

interface Location {
  readonly file: string;
  readonly position: OneBased;
  /** Of a function of WebAssembly, which may have no other name. */
  readonly number?: string;
}

function locationOf(where: string, depth = 0): Location | undefined {
  // Of evaluated code the place of the call is told that evaluated it: `eval at f (a.js:1:2), <anonymous>:3:4`.
  const evaluated = /^eval at (.*), [^,]*$/.exec(where)?.[1];
  if (evaluated !== undefined) {
    return depth === DEEPEST ? undefined : locationOf(split(evaluated).where, depth + 1);
  }
  const [, module, number, offset] = WASM.exec(where) ?? [];
  if (module !== undefined && number !== undefined && offset !== undefined) {
    return { file: module, position: oneBased(1, parseInt(offset, 16) + 1), number };
  }
  const [, file, row, column] = PLACE.exec(where) ?? [];
  if (file === undefined || file === '<anonymous>') return undefined;
  const position = oneBased(Number(row), Number(column));
  return position.line > 0 && position.column > 0 ? { file, position } : undefined;
}
