import './fields.css';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FieldView, FromPage } from '../../../extension/shared/protocol.ts';
import type { FieldStatistic } from '../../../extension/shared/viewer.ts';
import { strings } from '../../strings.ts';
import { visibleText } from '../../visibleText.ts';
import { iconButton } from '../iconButton.ts';
import { LightElement } from '../lightElement.ts';
import { statisticBars } from './statisticBars.ts';

/** How long the pointer rests on a field before its values are counted, ms. */
const REST = 300;

/** Names and values; each can be copied, and becomes a word of the filter. One tab stop, arrows go from one to another. */
@customElement('tw-fields')
export class Fields extends LightElement {
  @property({ attribute: false }) accessor fields: readonly FieldView[] = [];
  /** Of the event. */
  @property({ type: Number }) accessor row = 0;
  @property({ attribute: false }) accessor send: (message: FromPage) => void = () => undefined;
  /** The term whose values are shown, and what is known of them. */
  @state() accessor #counted: string | undefined;
  @state() accessor #statistic: FieldStatistic | undefined;
  @state() accessor #stop = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;

  /** An answer of the host; it may be to another question. */
  receive(term: string, statistic: FieldStatistic): void {
    if (term === this.#counted) this.#statistic = statistic;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#resting);
  }

  protected override render(): TemplateResult {
    return html`<dl class="pairs" @keydown=${(event: KeyboardEvent) => this.#key(event)}>
      ${this.fields.map((field, index) => this.#field(field, index))}
    </dl>`;
  }

  #field([name, value, term]: FieldView, index: number): TemplateResult {
    const isMasked = value === strings.masked || value === 'REDACTED';
    return html`<div
        class="pair"
        tabindex=${index === this.#stop ? 0 : -1}
        @focus=${() => (this.#stop = index)}
        @mouseenter=${() => this.#rest(term)}
        @mouseleave=${() => this.#leave()}
      >
        <dt>${visibleText(name)}</dt>
        <dd class=${isMasked ? 'masked' : ''}>${visibleText(value)}</dd>
        ${isMasked ? nothing : this.#actions(value, term)}
      </div>
      ${
        term !== undefined && term === this.#counted && this.#statistic !== undefined
          ? statisticBars(this.#statistic, this.send)
          : nothing
      }`;
  }

  #actions(value: string, term: string | undefined): TemplateResult {
    const by = (exclude: boolean) => () => this.#filterBy(term, exclude);
    return html`<span class="acts">
      ${
        term === undefined
          ? nothing
          : html`${iconButton('add', strings.onlyThis(term), by(false), { className: 'only' })}
            ${iconButton('dash', strings.excludeThis(term), by(true), { className: 'exclude' })}`
      }
      ${iconButton('copy', strings.copyValue, () => void copy(value), { className: 'copy' })}
    </span>`;
  }

  /** Of the next list too, which is the same to a reader. */
  #neighbour(field: HTMLElement | undefined, step: number): HTMLElement | undefined {
    const all = [...(this.closest('.content') ?? this).querySelectorAll<HTMLElement>('.pair')];
    return field && all[all.indexOf(field) + step];
  }

  #filterBy(term: string | undefined, exclude: boolean): void {
    if (term !== undefined) this.send({ type: 'filterBy', term, exclude });
  }

  #rest(term: string | undefined): void {
    clearTimeout(this.#resting);
    if (term === undefined || term === this.#counted) return;
    this.#resting = setTimeout(() => this.#count(term), REST);
  }

  #leave(): void {
    clearTimeout(this.#resting);
  }

  #count(term: string): void {
    this.#counted = term;
    this.#statistic = undefined;
    this.send({ type: 'fieldStatistic', id: this.row, term });
  }

  #key(event: KeyboardEvent): void {
    const focused = [...this.querySelectorAll<HTMLElement>('.pair')];
    const at = focused.findIndex((each) => each === document.activeElement);
    const field = this.fields[at];
    if (field === undefined || !this.#act(event, field, focused, at)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @returns whether the key meant something. */
  #act(
    { key, altKey, ctrlKey, metaKey }: KeyboardEvent,
    [, value, term]: FieldView,
    elements: readonly HTMLElement[],
    at: number,
  ): boolean {
    if (altKey) {
      if (key !== 'ArrowDown' || term === undefined) return false;
      if (this.#counted === term) this.#counted = undefined;
      else this.#count(term);
      return true;
    }
    if ((ctrlKey || metaKey) && key === 'c') {
      if (document.getSelection()?.isCollapsed === false) return false;
      void copy(value);
      return true;
    }
    if (key === '+' || key === '-') this.#filterBy(term, key === '-');
    else if (key === 'ArrowDown') this.#neighbour(elements[at], 1)?.focus();
    else if (key === 'ArrowUp') this.#neighbour(elements[at], -1)?.focus();
    else if (key === 'Escape' && this.#counted !== undefined) this.#counted = undefined;
    else return false;
    return true;
  }
}

function copy(text: string): Promise<void> {
  return navigator.clipboard.writeText(text);
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-fields': Fields;
  }
}
