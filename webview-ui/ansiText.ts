/** A piece of a text with the look that its escape sequences gave it. */
export interface AnsiPiece {
  readonly text: string;
  /** Names of classes, such as `ansi-red`, `ansi-bold`. */
  readonly classes: readonly string[];
}

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

interface Look {
  readonly colour: string | undefined;
  readonly ground: string | undefined;
  readonly marks: ReadonlySet<string>;
}

const PLAIN: Look = { colour: undefined, ground: undefined, marks: new Set() };

const MARKS: ReadonlyMap<number, string> = new Map([
  [1, 'bold'],
  [2, 'dim'],
  [3, 'italic'],
  [4, 'underline'],
  [9, 'strike'],
]);
/** What ends each of them; 22 ends two. */
const ENDS: ReadonlyMap<number, readonly string[]> = new Map([
  [22, ['bold', 'dim']],
  [23, ['italic']],
  [24, ['underline']],
  [29, ['strike']],
]);

/**
 * A text that was made for a terminal: its colours of the theme become classes, other escape sequences are left out.
 * Colours of 256 and of 24 bits have no place in a theme, and are left out too.
 *
 * @see ECMA-48, 8.3.117 (SGR)
 */
export function ansiPieces(text: string): readonly AnsiPiece[] {
  if (!text.includes(ESCAPE)) return [{ text, classes: [] }];
  const pieces: AnsiPiece[] = [];
  let look = PLAIN;
  let done = 0;
  for (const match of text.matchAll(SEQUENCE)) {
    add(pieces, text.slice(done, match.index), look);
    done = match.index + match[0].length;
    if (match[1] !== undefined) look = changed(look, match[1]);
  }
  add(pieces, text.slice(done), look);
  return pieces;
}

function add(pieces: AnsiPiece[], text: string, { colour, ground, marks }: Look): void {
  if (text === '') return;
  const classes = [
    ...(colour === undefined ? [] : [`ansi-${colour}`]),
    ...(ground === undefined ? [] : [`ansi-on-${ground}`]),
    ...[...marks].map((mark) => `ansi-${mark}`),
  ];
  pieces.push({ text, classes });
}

function changed(look: Look, parameters: string): Look {
  const numbers = parameters.split(/[;:]/).map(Number);
  let now = look;
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] ?? 0;
    // Their own parameters are no looks.
    if (number === 38 || number === 48) at += numbers[at + 1] === 5 ? 2 : 4;
    else now = apply(now, number);
  }
  return now;
}

function apply(look: Look, number: number): Look {
  if (number === 0) return PLAIN;
  const mark = MARKS.get(number);
  if (mark !== undefined) return { ...look, marks: new Set([...look.marks, mark]) };
  const ended = ENDS.get(number);
  if (ended !== undefined) {
    return { ...look, marks: new Set([...look.marks].filter((each) => !ended.includes(each))) };
  }
  if (number === 39) return { ...look, colour: undefined };
  if (number === 49) return { ...look, ground: undefined };
  const isGround = (number >= 40 && number < 48) || (number >= 100 && number < 108);
  const isColour = (number >= 30 && number < 38) || (number >= 90 && number < 98);
  const name = COLOURS[number % 10];
  if (name === undefined || (!isGround && !isColour)) return look;
  const named = number >= 90 ? `bright-${name}` : name;
  return isGround ? { ...look, ground: named } : { ...look, colour: named };
}

const ESCAPE = '\u001b';

/** SGR with its parameters; any other control sequence, a command to the terminal, or an escape of two characters. */
const SEQUENCE =
  /\u001b(?:\[(?:([\d;:]*)m|[0-?]*[ -/]*[@-~]?)|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -~]?)/g;
