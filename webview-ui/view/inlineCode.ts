import { element } from './dom.ts';

/** Text of ours, in which code stands between backticks. */
export function inlineCode(text: string): (Node | string)[] {
  return text
    .split('`')
    .map((piece, index) => (index % 2 === 1 ? element('code', '', piece) : piece));
}
