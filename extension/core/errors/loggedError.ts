import { fieldsOf } from '../../shared/fieldsOf.ts';
import type { LoggedError } from '../../shared/tailEvent.ts';
import { parseStack } from './parseStack.ts';

/** Of one argument of a console call, so that no log line takes long. */
const LONGEST = 20_000;
const LINES = 400;
const VALUES = 300;
const DEEPEST = 5;
const MOST = 10;

/**
 * The errors that a logged value holds as text: a stack, alone or within other words, in a field of an object or
 * in JSON, with what Node.js and others print below it of its `cause` and of the errors of an `AggregateError`.
 * What was wrapped comes before what wraps it: it failed first. A text tells an error only if it has a frame.
 */
export function errorsInValue(value: unknown): LoggedError[] {
  const found: LoggedError[] = [];
  let left = VALUES;
  const isFull = (): boolean => left <= 0 || found.length >= MOST;
  const walk = (one: unknown, depth: number): void => {
    left--;
    if (typeof one === 'string') {
      const told = errorsInText(one);
      found.push(...told);
      if (told.length === 0 && depth < DEEPEST) walk(jsonIn(one), depth + 1);
    } else if (typeof one === 'object' && one !== null && depth < DEEPEST) {
      const fields = fieldsOf(one);
      for (const name of Object.keys(fields)) {
        if (isFull()) return;
        if (name !== 'stack') walk(fields[name], depth + 1);
      }
      found.push(...errorOfFields(fields));
    }
  };
  walk(value, 0);
  return found.slice(0, MOST);
}

/** Almost every logged value is told by this alone, at a tenth of the cost. */
export function mayHoldError(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return mayHaveFrames(value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      if (mayHoldError(value[index], depth + 1)) return true;
    }
    return false;
  }
  const fields = fieldsOf(value);
  // `for in` takes five times as long (measured).
  for (const name of Object.keys(fields)) {
    if (name === 'stack' || mayHoldError(fields[name], depth + 1)) return true;
  }
  return false;
}

/** An Error that was copied field by field, because JSON has none of them: pino, winston and most loggers do. */
function errorOfFields({
  stack,
  name,
  type,
  message,
  msg,
}: ReturnType<typeof fieldsOf>): LoggedError[] {
  if (typeof stack !== 'string') return [];
  const found = errorsInText(stack);
  if (found.length > 0) return found;
  const text = [message, msg].find((each) => typeof each === 'string');
  const frames = stack.slice(0, LONGEST);
  if (text === undefined || !isStack(frames)) return [];
  return [
    {
      name: [name, type].find((each) => typeof each === 'string') ?? 'Error',
      message: text,
      stack: frames,
    },
  ];
}

/** As terminals read it; SvelteKit and others log with it. */
const COLOUR = /\p{Cc}\[[\d;]{0,20}m/gu;

/** Almost every log line is told by this one search. */
function mayHaveFrames(text: string): boolean {
  return text.includes('  at ');
}

/** The object within a text, such as `[checkout] {"level":50,"err":{…}}`. */
function jsonIn(text: string): object | undefined {
  if (!mayHaveFrames(text) || text.length > LONGEST) return undefined;
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start < 0 || end < start) return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(start, end + 1));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // braces of something else
  }
}

interface Printed extends LoggedError {
  /** How far in it stands: what an error was made of is printed within it, or after `Caused by`. */
  readonly depth: number;
}

/** Errors of a text in words and frames, the innermost first. */
function errorsInText(text: string): LoggedError[] {
  if (!mayHaveFrames(text)) return [];
  const lines = text
    .slice(0, LONGEST)
    .replaceAll('\r\n', '\n')
    .replaceAll(COLOUR, '')
    .split('\n', LINES);
  const found: Printed[] = [];
  let words = 0;
  for (let at = 0; at < lines.length && found.length < MOST; at++) {
    if (!isFrame(lines[at])) continue;
    const first = at;
    while (isFrame(lines[at + 1])) at++;
    const stack = lines
      .slice(first, at + 1)
      .map(withoutBracket)
      .join('\n');
    const error = isStack(stack) ? errorAbove(lines.slice(words, first)) : undefined;
    words = at + 1;
    if (error === undefined) continue;
    const before = found.at(-1);
    const depth =
      error.follows && before !== undefined
        ? before.depth + 1
        : (lines[first]?.search(/\S/) ?? 0) * MOST;
    const { name, message } = error;
    found.push({ name, message, stack, depth });
  }
  return found
    .sort((one, other) => other.depth - one.depth)
    .map(({ name, message, stack }) => ({ name, message, stack }));
}

function isFrame(line: string | undefined): boolean {
  return line !== undefined && /^\s{2,}at \S/.test(line);
}

/** Node.js opens the fields of an error, or ends an item of a list, behind the last frame. */
function withoutBracket(line: string): string {
  return line.replace(/(?: \{|,)$/, '');
}

/** A browser's stack that was sent to the Worker is not of the Worker. */
function isStack(text: string): boolean {
  return parseStack(text).some(({ file }) => !/^https?:/.test(file));
}

interface Header {
  readonly name: string;
  readonly message: string;
  /** It is said to be the cause of the error before it. */
  readonly follows: boolean;
}

/** The error that the lines above its frames name; a message may have several lines. */
function errorAbove(lines: readonly string[]): Header | undefined {
  for (const pattern of HEADERS) {
    const at = lines.findLastIndex((line) => pattern.test(line.slice(0, LONGEST_LINE)));
    const [, before = '', name, rest = ''] =
      pattern.exec(lines[at]?.slice(0, LONGEST_LINE) ?? '') ?? [];
    if (name === undefined) continue;
    const message = [rest, ...lines.slice(at + 1)].join('\n').trim();
    // `console.log(new Error().stack)` asks where it is, and tells of no failure.
    if (message === '' && name === 'Error') return undefined;
    return { name, message, follows: /caused by/i.test(before) };
  }
  return undefined;
}

const LONGEST_LINE = 2000;

/** The surest first: at the start of a line, within one, and under a name that does not say that it is an error. */
const HEADERS: readonly RegExp[] = [
  /^(\s*(?:\[\w+\]: |[Cc]aused by:? |Uncaught )?)([A-Z][\w$]*(?:Error|Exception)|Error)(?: \[[\w-]{1,60}\])?(?:: (.*)|\s*)$/,
  /(^|.*?[\s:(\]])([A-Z][\w$]*(?:Error|Exception)|Error)(?: \[[\w-]{1,60}\])?: (.*)$/,
  /^(\s*(?:\[\w+\]: |[Cc]aused by:? )?)([A-Z][\w$]{0,99}): (.+)$/,
];
