import './moreMenu.css';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { strings } from '../../strings.ts';
import { iconButton } from '../iconButton.ts';
import { LightElement } from '../lightElement.ts';

export interface MenuItem {
  readonly label: string;
  /** The same by keyboard. */
  readonly keys: string;
  readonly act: () => void;
}

/** What is wanted less often, behind three dots. */
@customElement('tw-more-menu')
export class MoreMenu extends LightElement {
  /** A line stands between groups. */
  @property({ attribute: false }) accessor groups: readonly (readonly MenuItem[])[] = [];
  @state() accessor #open = false;
  @query('.icon-button') accessor #button!: HTMLButtonElement; // rendered with the first update

  protected override render(): TemplateResult {
    return html`<div
      class="more-menu"
      @keydown=${(event: KeyboardEvent) => this.#key(event)}
      @focusout=${({ relatedTarget }: FocusEvent) => {
        if (!(relatedTarget instanceof Node) || !this.contains(relatedTarget)) this.#open = false;
      }}
    >
      ${iconButton('ellipsis', strings.more, () => this.#toggle(), { menu: this.#open })}
      ${
        this.#open
          ? html`<div class="menu" role="menu" aria-label=${strings.more}>
              ${this.groups.map(
                (items, index) =>
                  html`${index === 0 ? nothing : html`<div class="line" role="separator"></div>`}
                  ${items.map((item) => this.#item(item))}`,
              )}
            </div>`
          : nothing
      }
    </div>`;
  }

  #item({ label, keys, act }: MenuItem): TemplateResult {
    return html`<button
      type="button"
      role="menuitem"
      class="item"
      tabindex="-1"
      @mouseenter=${({ currentTarget }: MouseEvent) => {
        if (currentTarget instanceof HTMLElement) currentTarget.focus();
      }}
      @click=${() => {
        this.#close();
        act();
      }}
    >
      <span>${label}</span><span class="keys" aria-hidden="true">${keys}</span>
    </button>`;
  }

  #toggle(): void {
    this.#open = !this.#open;
    if (this.#open) void this.updateComplete.then(() => this.#items()[0]?.focus());
  }

  #close(): void {
    this.#button.focus();
    this.#open = false;
  }

  #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.item')];
  }

  #key(event: KeyboardEvent): void {
    if (!this.#open) return;
    const items = this.#items();
    const at = items.findIndex((item) => item === document.activeElement);
    const targets = new Map([
      ['ArrowDown', at + 1],
      ['ArrowUp', at - 1],
      ['Home', 0],
      ['End', -1],
    ]);
    const target = targets.get(event.key);
    if (target !== undefined) items.at(target % items.length)?.focus();
    else if (event.key === 'Escape') this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-more-menu': MoreMenu;
  }
}
