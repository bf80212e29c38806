import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { EmptyView, PageCommand } from '../../extension/shared/protocol.ts';
import { element, icon } from './dom.ts';

/** What stands where rows would be: why there are none, and the one next step. */
export class Empty {
  readonly element = element('div', 'empty');
  readonly #run: (command: PageCommand) => void;
  #shown = '';

  constructor(run: (command: PageCommand) => void) {
    this.#run = run;
  }

  set(empty: EmptyView | undefined): void {
    const key = JSON.stringify(empty);
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.hidden = empty === undefined;
    if (empty === undefined) return;
    const sentence = element('p', 'sentence', empty.sentence);
    this.element.replaceChildren(icon('pulse'), sentence);
    const { action } = empty;
    if (action === undefined) return;
    const start = element('vscode-button', '', action.label);
    start.addEventListener('click', () => this.#run(action.command));
    this.element.append(start);
  }
}
