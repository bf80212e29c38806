/** A part of a text that may be a message of its own. */
export interface Statement {
  readonly text: string;
  /** Where its line begins in the text. */
  readonly line: number;
}

/**
 * The text, each line of it, and what stands in a line behind the name of an error's class: as a whole message
 * is found again in a log, in a paste or in a list of causes, without the bracket and the full stop that tools
 * add or drop.
 */
export function statementsOf(text: string): Statement[] {
  const statements: Statement[] = [{ text: bare(text), line: 0 }];
  let line = 0;
  for (const content of text.split('\n')) {
    statements.push({ text: bare(content), line });
    for (const name of content.matchAll(CLASS_NAME)) {
      statements.push({ text: bare(content.slice(name.index + name[0].length)), line });
    }
    line += content.length + 1;
  }
  return statements;
}

/** `Uncaught (in promise) `, `TypeError: `, `DOMException [AbortError]: `. */
const CLASS_NAME =
  /\bUncaught (?:\(in \w{1,20}\) )?|(?<![\w$])[\w$]{0,60}(?:Error|Exception|Warning)(?: \[\w{1,60}\])?: /g;

function bare(statement: string): string {
  let text = statement.trim();
  if (text.endsWith(']') && !text.includes('[')) text = text.slice(0, -1);
  return text.endsWith('.') ? text.slice(0, -1) : text;
}
