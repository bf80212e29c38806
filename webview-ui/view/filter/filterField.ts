import './filterField.css';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Piece } from '../../filter/colouring.ts';
import { strings } from '../../strings.ts';
import { visibleText } from '../../visibleText.ts';
import { LightElement } from '../lightElement.ts';

/** Written from right to left: pieces of it would not stand where the whole does. */
const RIGHT_TO_LEFT = /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}/u;

/**
 * One line of text with coloured parts. The text is in a real input, so that input methods, undo, selection and
 * screen readers work; its letters are transparent, and the same letters stand coloured behind it.
 */
@customElement('tw-filter-field')
export class FilterField extends LightElement {
  @property({ attribute: false }) accessor pieces: readonly Piece[] = [];
  /** What is wrong with the text; undefined when nothing is. */
  @property({ attribute: false }) accessor complaint: string | undefined;
  @property({ type: Boolean }) accessor expanded = false;
  /** Ids of the list, and of its active line. */
  @property() accessor listId = '';
  @property({ attribute: false }) accessor activeId: string | undefined;
  @state() accessor #composing = false;
  @query('input') accessor #input!: HTMLInputElement; // rendered with the first update
  @query('.mirror') accessor #mirror!: HTMLElement; // the same

  get text(): string {
    return this.#input.value;
  }

  get caret(): number {
    return this.#input.selectionEnd ?? this.text.length;
  }

  get composing(): boolean {
    return this.#composing;
  }

  get hasFocus(): boolean {
    return document.activeElement === this.#input;
  }

  override focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  /** Puts another text in place of a part, and the caret behind it, as typing does: it can be undone. */
  replace(from: number, to: number, text: string): void {
    if (this.text.slice(from, to) === text) return;
    if (!this.hasFocus) {
      this.#input.setRangeText(text, from, to, 'end');
      return;
    }
    this.#input.setSelectionRange(from, to);
    // Nothing else keeps what the user can undo.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const done = document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
    if (!done) this.#input.setRangeText(text, from, to, 'end');
  }

  protected override render(): TemplateResult {
    const whole = this.pieces.map(({ text }) => text).join('');
    const plain = this.#composing || visibleText(whole) !== whole || RIGHT_TO_LEFT.test(whole);
    return html`<div class="field ${plain ? 'plain' : ''}">
      <div class="mirror" aria-hidden="true">
        <span class="letters"
          >${this.pieces.map(
            ({ text, kind, wrong }) =>
              html`<span class="${kind ?? ''}${wrong ? ' wrong' : ''}">${text}</span>`,
          )}</span
        >
      </div>
      <input
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        placeholder=${strings.filterHint}
        title=${this.complaint ?? nothing}
        aria-label=${strings.filter}
        aria-autocomplete="list"
        aria-expanded=${String(this.expanded)}
        aria-controls=${this.expanded ? this.listId : nothing}
        aria-activedescendant=${this.activeId ?? nothing}
        aria-invalid=${String(this.complaint !== undefined)}
        aria-description=${this.complaint ?? nothing}
        @scroll=${() => this.#follow()}
        @compositionstart=${() => (this.#composing = true)}
        @compositionend=${() => (this.#composing = false)}
      />
    </div>`;
  }

  protected override firstUpdated(): void {
    // What is typed stays in view when the count beside it needs room.
    new ResizeObserver(() => {
      const atEnd = this.caret === this.text.length;
      if (this.hasFocus && atEnd) this.#input.scrollLeft = this.#input.scrollWidth;
    }).observe(this.#input);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#follow();
  }

  /** The letters behind scroll with the input. */
  #follow(): void {
    this.#mirror.scrollLeft = this.#input.scrollLeft;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-filter-field': FilterField;
  }
}
