import { visibleText } from '../visibleText.ts';
import { element, icon } from './dom.ts';

/** A code for people: where its name says what it is, it needs no namespace before it. */
export function chipText(code: string): string {
  return visibleText(code.replace(/^(?:outcome|failure):/, ''));
}

/** How a failure that nobody threw is known. */
const ICONS: readonly (readonly [namespace: string, icon: string])[] = [
  ['failure:', 'output'],
  ['http:', 'reply'],
];

/** A code in a frame, which can be given another code. */
export class Chip {
  readonly #icon = icon('output');
  readonly text = element('span', '');
  readonly element = element('span', 'chip', this.#icon, this.text);

  show(code: string): this {
    const [, name] = ICONS.find(([namespace]) => code.startsWith(namespace)) ?? [];
    this.element.hidden = code === '';
    this.#icon.hidden = name === undefined;
    this.#icon.className = `codicon codicon-${name ?? 'blank'}`;
    this.text.textContent = chipText(code);
    return this;
  }
}
