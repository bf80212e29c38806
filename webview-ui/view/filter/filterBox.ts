import './filterBox.css';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FilterError } from '../../../extension/shared/filter/filterError.ts';
import type { FromPage } from '../../../extension/shared/protocol.ts';
import type { Suggestion } from '../../../extension/shared/viewer.ts';
import { replacementOf, type Acceptance } from '../../filter/accept.ts';
import { colouring } from '../../filter/colouring.ts';
import { Echoes } from '../../filter/echoes.ts';
import type { FilterUse } from '../../filter/history.ts';
import type { Line } from '../../filter/lines.ts';
import { NO_FILTER } from '../../filter/noFilter.ts';
import { readFilter } from '../../filter/readFilter.ts';
import { Suggesting } from '../../filter/suggesting.ts';
import { strings } from '../../strings.ts';
import { ago } from '../formats.ts';
import { iconButton } from '../iconButton.ts';
import { LightElement } from '../lightElement.ts';
import './filterComplaint.ts';
import type { FilterField } from './filterField.ts';
import './filterField.ts';
import { lineId } from './suggestionList.ts';

export interface FilterListener {
  send(message: FromPage): void;
  /** Back to the list. */
  leave(): void;
  /** This filter was used, and may be wanted again. */
  remember(text: string): void;
}

/** What the host suggests for a text. */
export interface Suggested {
  readonly text: string;
  readonly suggestions: readonly Suggestion[];
}

/** From the last key to the new list, ms. */
const APPLY_AFTER = 80;
/** To the complaint: what is still being typed is not yet wrong. */
const COMPLAIN_AFTER = 500;

/** What a minus can stand before: other lines are whole filters. */
const EXCLUDED: readonly Line['kind'][] = ['key', 'value'];

/** The filter: typed with suggestions and colours, in force as soon as it is valid. */
@customElement('tw-filter-box')
export class FilterBox extends LightElement {
  @property({ attribute: false }) accessor listener!: FilterListener; // set by who makes the box
  @property({ attribute: false }) accessor view = NO_FILTER;
  @property({ attribute: false }) accessor suggested: Suggested | undefined;
  @property({ attribute: false }) accessor history: readonly FilterUse[] = [];
  @state() accessor #draft = '';
  @state() accessor #complains = false;
  @state() accessor #told = '';
  @query('tw-filter-field') accessor #field!: FilterField; // rendered with the first update
  readonly #echoes = new Echoes();
  readonly #list = new Suggesting(() => this.requestUpdate());
  #asked = '';
  /** The text is changed by the box itself. */
  #changing = false;
  #tells = false;
  #applyTimer: ReturnType<typeof setTimeout> | undefined;
  #complainTimer: ReturnType<typeof setTimeout> | undefined;

  /** The text in the box; what is in force, when the box has an error. */
  get text(): string {
    return readFilter(this.#draft).error === undefined ? this.#draft.trim() : this.view.text;
  }

  override focus(): void {
    this.#field.focus();
    this.#suggest();
  }

  /** Another filter, at once. */
  setText(text: string): void {
    this.#write(0, this.#draft.length, text);
    this.#close();
    this.#apply();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (changed.has('view')) this.#heard();
    if (changed.has('suggested')) this.#arrived();
  }

  protected override render(): TemplateResult {
    const { tokens, error } = readFilter(this.#draft);
    const complaint = this.#complains ? error : undefined;
    const { lines, active, isOpen } = this.#list;
    const shown = isOpen && (lines.length > 0 || complaint !== undefined);
    const { matched, events, progress, aside } = this.view;
    const empty = this.#draft.trim() === '';
    return html`<div
      class="filter-box ${complaint === undefined ? '' : 'invalid'} ${aside === undefined ? '' : 'aside'}"
      role="search"
      aria-label=${strings.filter}
      @focusout=${(event: FocusEvent) => this.#left(event)}
    >
      <span
        class="codicon codicon-${empty ? 'filter' : 'filter-filled'}"
        aria-hidden="true"
        @click=${() => this.focus()}
      ></span>
      <tw-filter-field
        .pieces=${colouring(this.#draft, tokens, complaint)}
        .complaint=${complaint?.sentence}
        .expanded=${lines.length > 0}
        .listId=${'suggestions'}
        .activeId=${active < 0 ? undefined : lineId(active)}
        @input=${() => this.#edited()}
        @keydown=${(event: KeyboardEvent) => this.#key(event)}
        @keyup=${() => this.#moved()}
        @click=${() => this.#suggest()}
      ></tw-filter-field>
      ${shown ? this.#widget(complaint) : nothing}
      <span class="matched ${progress < 1 ? 'searching' : ''}"
        >${this.view.text === '' ? '' : strings.matched(matched, events)}</span
      >
      ${empty ? nothing : this.#buttons(error === undefined)}
      <progress
        max="1"
        .value=${progress}
        aria-label=${strings.searching}
        ?hidden=${progress >= 1}
      ></progress>
      <span class="heard" aria-live="polite">${this.#told}</span>
    </div>`;
  }

  #widget(complaint: FilterError | undefined): TemplateResult {
    const { lines, active } = this.#list;
    return html`<div
      class="suggest-widget"
      @mousedown=${(event: Event) => event.preventDefault() /* the box keeps the focus */}
    >
      ${
        complaint === undefined
          ? nothing
          : html`<tw-filter-complaint
              .error=${complaint}
              .take=${(from: number, to: number, text: string) => this.#correct(from, to, text)}
            ></tw-filter-complaint>`
      }
      ${
        lines.length === 0
          ? nothing
          : html`<tw-suggestion-list
              .lines=${lines}
              .active=${active}
              .pick=${(line: Line) => this.#accept(line, 'plain')}
            ></tw-suggestion-list>`
      }
    </div>`;
  }

  #buttons(valid: boolean): TemplateResult {
    const text = this.#draft.trim();
    const saved = this.view.saved.some(({ filter }) => filter === text);
    return html`${iconButton(
      saved ? 'star-full' : 'star-empty',
      saved ? strings.forgetFilter : strings.saveFilter,
      () => this.listener.send({ type: saved ? 'forgetFilter' : 'saveFilter', text }),
      { pressed: saved, disabled: !valid },
    )}${iconButton('close', strings.clearFilter, () => {
      this.#clear();
      this.#field.focus();
    })}`;
  }

  /** The host told its filter. */
  #heard(): void {
    const { text, matched, events, progress, aside } = this.view;
    const fromElsewhere = this.#echoes.hear(text, Date.now());
    // A filter that is set aside comes back.
    if (fromElsewhere && aside === undefined && text !== this.#draft.trim()) {
      void this.#field.updateComplete.then(() => {
        this.#write(0, this.#draft.length, text);
        this.#close();
      });
    }
    if (!this.#tells || progress < 1 || text !== this.#draft.trim()) return;
    this.#tells = false;
    this.#told = strings.matchedHeard(matched, events);
  }

  #edited(): void {
    if (this.#changing) return;
    this.#read();
    this.#suggest();
    clearTimeout(this.#applyTimer);
    this.#applyTimer = setTimeout(() => this.#apply(), APPLY_AFTER);
  }

  /** The text of the field is another. */
  #read(): void {
    this.#draft = this.#field.text;
    this.#list.typed();
    clearTimeout(this.#complainTimer);
    if (readFilter(this.#draft).error === undefined) this.#complains = false;
    else this.#complainTimer = setTimeout(() => this.#complain(), COMPLAIN_AFTER);
  }

  #complain(): void {
    clearTimeout(this.#complainTimer);
    const { error } = readFilter(this.#draft);
    this.#complains = error !== undefined;
    if (error !== undefined) this.#told = error.sentence;
  }

  #apply(): void {
    clearTimeout(this.#applyTimer);
    const text = this.#draft.trim();
    if (this.#field.composing || readFilter(text).error !== undefined) return;
    if (!this.#echoes.send(text, Date.now())) return;
    this.#tells = true;
    this.listener.send({ type: 'setFilter', text });
  }

  #write(from: number, to: number, text: string): void {
    this.#changing = true;
    this.#field.replace(from, to, text);
    this.#changing = false;
    this.#read();
  }

  #clear(): void {
    this.#remember();
    this.setText('');
  }

  #remember(): void {
    const text = this.#draft.trim();
    if (text !== '' && readFilter(text).error === undefined) this.listener.remember(text);
  }

  #left({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && this.contains(relatedTarget)) return;
    this.#close();
    this.#apply();
    this.#complain();
    this.#remember();
  }

  #close(): void {
    this.#list.close();
    this.#asked = '';
  }

  /** Opens the list, and asks for what belongs there. */
  #suggest(): void {
    const { text, caret } = this.#field;
    this.#list.open();
    const question = `${caret} ${text}`;
    if (question === this.#asked) return;
    this.#asked = question;
    if (text.trim() === '') this.#fill([]);
    this.listener.send({ type: 'suggest', text, offset: caret });
  }

  /** The caret may be elsewhere. */
  #moved(): void {
    if (this.#list.isOpen && !this.#list.isChosen) this.#suggest();
  }

  #arrived(): void {
    const { suggested } = this;
    if (suggested?.text !== this.#field.text || !this.#list.isOpen) return;
    this.#fill(suggested.suggestions);
  }

  #fill(suggestions: readonly Suggestion[]): void {
    const { text, caret } = this.#field;
    const { history, view } = this;
    const now = Date.now();
    const age = (time: number): string => ago(time, now);
    const sources = { text, caret, suggestions, saved: view.saved, history, ago: age };
    const wanted = this.#list.fill(sources);
    const { line } = this.#list;
    if (wanted !== undefined && line !== undefined) this.#take(line, wanted);
  }

  #accept(line: Line, how: Acceptance): void {
    if (this.#list.isFor(this.#draft, how)) this.#take(line, how);
  }

  #take(line: Line, how: Acceptance): void {
    const { from, to, insert, unfinished } = replacementOf(this.#draft, line, how);
    this.#write(from, to, insert);
    this.#apply();
    this.#close();
    if (unfinished) this.#suggest();
    else this.#remember();
  }

  #correct(from: number, to: number, text: string): void {
    this.#field.focus();
    this.#write(from, to, text);
    this.#apply();
    this.#close();
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (this.#does(event)) event.preventDefault();
  }

  /** @returns whether the key means something here. */
  #does({ key, shiftKey, altKey }: KeyboardEvent): boolean {
    const { line, isOpen, isChosen } = this.#list;
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (!isOpen) this.#suggest();
        if (!altKey) this.#list.go(key === 'ArrowDown' ? 1 : -1);
        return true;
      case 'Tab':
        if (shiftKey || line === undefined) return false;
        this.#accept(line, 'plain');
        return true;
      case 'Enter':
        if (line !== undefined && isChosen) this.#accept(line, 'plain');
        else this.#enter();
        return true;
      case 'Escape':
        this.#escape();
        return true;
      case '-':
        if (line === undefined || !isChosen || !EXCLUDED.includes(line.kind)) return false;
        this.#accept(line, 'exclude');
        return true;
      case ',':
        if (line?.kind !== 'value' || !isChosen) return false;
        this.#accept(line, 'anyOf');
        return true;
      default:
        return false;
    }
  }

  #enter(): void {
    this.#apply();
    this.#complain();
    this.#remember();
    if (!this.#complains) this.#close();
  }

  #escape(): void {
    if (this.#list.isOpen && this.querySelector('.suggest-widget') !== null) this.#close();
    else if (this.#draft !== '') this.#clear();
    else this.listener.leave();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-filter-box': FilterBox;
  }
}
