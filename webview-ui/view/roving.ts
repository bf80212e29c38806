/**
 * One tab stop for a group of buttons: the arrow keys go from one to the next, and Tab comes back to the one where
 * it left.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/#kbd_roving_tabindex
 */
export class Roving {
  readonly #group: HTMLElement;
  #stop: HTMLElement | undefined;

  constructor(group: HTMLElement) {
    this.#group = group;
    group.addEventListener('keydown', (event) => this.#key(event));
    group.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLElement) this.#stop = target;
      this.settle();
    });
  }

  /** To be called when there may be other buttons. */
  settle(): void {
    const buttons = this.#buttons();
    const stop = buttons.find((each) => each === this.#stop) ?? buttons[0];
    for (const each of buttons) each.tabIndex = each === stop ? 0 : -1;
  }

  #buttons(): HTMLButtonElement[] {
    return [...this.#group.querySelectorAll('button')].filter((each) => each.checkVisibility());
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = this.#buttons();
    const at = buttons.findIndex((each) => each === document.activeElement);
    const targets = new Map([
      ['ArrowRight', at + 1],
      ['ArrowLeft', at - 1],
      ['ArrowDown', at + 1],
      ['ArrowUp', at - 1],
      ['Home', 0],
      ['End', -1],
    ]);
    const target = targets.get(event.key);
    if (target === undefined) return;
    event.preventDefault();
    buttons.at(target % buttons.length)?.focus();
  }
}
