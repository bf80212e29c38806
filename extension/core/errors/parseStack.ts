import { oneBased, type OneBased } from '../../shared/position.ts';

export interface StackFrame {
  /** As V8 names it, without `async`; empty for an anonymous function. */
  readonly functionName: string;
  /** As it stands in the frame: a module name, a path, a `file:` URL, `node:…`. */
  readonly file: string;
  readonly position: OneBased;
}

/**
 * Frames of a V8 stack text, the innermost first. Lines that are no frame (a message, `<anonymous>`,
 * native code) are left out. At most 50 frames are read.
 *
 * @see https://v8.dev/docs/stack-trace-api
 */
export function parseStack(stack: string): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const line of stack.split('\n', 200)) {
    const frame = parseFrame(line);
    if (frame !== undefined) frames.push(frame);
    if (frames.length === 50) break;
  }
  return frames;
}

const FRAME = /^\s*at (?:async )?(.*)$/;
const LOCATION = /^(.*):(\d{1,9}):(\d{1,9})$/;

function parseFrame(line: string): StackFrame | undefined {
  if (line.length > 2000) return undefined;
  // Newer V8 adds ` in NAME` behind the place of a frame.
  const body = FRAME.exec(line)?.[1]?.replace(/ in [\w$.]+$/, '');
  if (body === undefined) return undefined;
  const open = body.endsWith(')') ? body.lastIndexOf(' (') : -1;
  const where = open < 0 ? body : body.slice(open + 2, -1);
  const [, file, row, column] = LOCATION.exec(where) ?? [];
  if (file === undefined || file === '' || row === undefined || column === undefined) {
    return undefined;
  }
  return {
    functionName: open < 0 ? '' : body.slice(0, open),
    file,
    position: oneBased(Number(row), Number(column)),
  };
}

/** Runtime and dependency code is never where a user mends something. */
export function isForeign(file: string): boolean {
  return /^(?:node|cloudflare|native|wasm|internal):|(?:^|[\\/])node_modules[\\/]|\.wasm$/.test(
    file,
  );
}
