import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { EmptyView, PageCommand } from '../../extension/shared/protocol.ts';
import { element } from './dom.ts';

/** What stands where rows would be: why there are none, and the one next step. */
export class Empty {
  readonly element = element('div', 'empty');
  readonly #run: (command: PageCommand) => void;
  #shown: string | undefined;

  constructor(run: (command: PageCommand) => void) {
    this.#run = run;
    this.element.hidden = true;
  }

  set(empty: EmptyView | undefined): void {
    // The host repeats it with every change of a session: the button must not lose the focus for that.
    const key = empty && JSON.stringify(empty);
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.hidden = empty === undefined;
    if (empty === undefined) return;
    const { sentence, action } = empty;
    this.element.replaceChildren(element('p', 'sentence', sentence));
    if (action === undefined) return;
    const start = element('vscode-button', 'start', action.label);
    start.addEventListener('click', () => this.#run(action.command));
    this.element.append(start);
  }
}
