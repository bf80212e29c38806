import './findBar.css';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { formatCount } from '../../../extension/shared/l10n.ts';
import type { FromPage } from '../../../extension/shared/protocol.ts';
import type { FindQuery, FindView } from '../../../extension/shared/viewer.ts';
import { strings } from '../../strings.ts';
import { visibleText } from '../../visibleText.ts';
import { iconButton } from '../iconButton.ts';
import { LightElement } from '../lightElement.ts';

export interface FindListener {
  send(message: FromPage): void;
  /** Back to the list. */
  leave(): void;
  /** What is looked for from now on; undefined: nothing. */
  searched(query: FindQuery | undefined): void;
}

type Option = 'matchCase' | 'wholeWord' | 'regex';

const OPTIONS: readonly (readonly [option: Option, icon: string, code: string, label: string])[] = [
  ['matchCase', 'case-sensitive', 'KeyC', strings.matchCase],
  ['wholeWord', 'whole-word', 'KeyW', strings.wholeWord],
  ['regex', 'regex', 'KeyR', strings.regex],
];

/** From the last key to the search, ms. */
const SEARCH_AFTER = 80;

/** Searches what the list shows; a bar above it, so that it covers no row. */
@customElement('tw-find-bar')
export class FindBar extends LightElement {
  @property({ attribute: false }) accessor listener!: FindListener; // set by who makes the bar
  @property({ attribute: false }) accessor found: FindView | undefined;
  /** Events that the list shows. */
  @property({ type: Number }) accessor shown = 0;
  @state() accessor #query: FindQuery = {
    text: '',
    matchCase: false,
    wholeWord: false,
    regex: false,
  };
  @state() accessor #open = false;
  @query('input') accessor #input!: HTMLInputElement; // there while it is open
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param seed what is to be found; the last search when empty. */
  open(seed = ''): void {
    this.#open = true;
    if (seed !== '') this.#query = { ...this.#query, text: seed };
    void this.updateComplete.then(() => {
      this.#input.focus();
      this.#input.select();
    });
    this.#search();
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    clearTimeout(this.#timer);
    this.found = undefined;
    this.listener.searched(undefined);
    this.listener.send({ type: 'find', query: undefined });
    this.listener.leave();
  }

  step(forward: boolean): void {
    if (!this.#open) this.open();
    else if (this.#query.text !== '') this.listener.send({ type: 'findStep', forward });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#open) return nothing;
    const { text } = this.#query;
    const error = this.found?.error;
    const none = text !== '' && this.found?.count === 0;
    return html`<div
      class="find-bar"
      role="search"
      aria-label=${strings.find}
      @keydown=${(event: KeyboardEvent) => this.#key(event)}
    >
      <div class="find-box ${error !== undefined ? 'invalid' : ''}">
        <input
          type="text"
          autocomplete="off"
          spellcheck="false"
          placeholder=${strings.find}
          aria-label=${strings.find}
          aria-invalid=${String(error !== undefined)}
          .value=${text}
          @input=${() => this.#change({ text: this.#input.value })}
        />
        ${OPTIONS.map(([option, icon, code, label]) =>
          iconButton(icon, label, () => this.#change({ [option]: !this.#query[option] }), {
            className: 'option',
            pressed: this.#query[option],
            keys: `Alt+${code.slice(3)}`,
          }),
        )}
      </div>
      <span class="find-count ${none || error !== undefined ? 'bad' : ''}" role="status"
        >${this.#count()}</span
      >
      <span class="find-steps">
        ${iconButton('arrow-up', strings.previousMatch, () => this.step(false), { keys: 'Shift+Enter', disabled: !this.found?.count })}
        ${iconButton('arrow-down', strings.nextMatch, () => this.step(true), { keys: 'Enter', disabled: !this.found?.count })}
        ${iconButton('close', strings.closeFind, () => this.close(), { keys: 'Esc' })}
      </span>
      ${error === undefined ? html`<span class="find-where">${strings.inShown(this.shown)}</span>` : nothing}
    </div>`;
  }

  #count(): string {
    const { found } = this;
    if (this.#query.text === '' || found === undefined) return '';
    if (found.error !== undefined) return visibleText(found.error);
    if (found.count === 0) return strings.noMatches;
    const { index, count } = found;
    return strings.ofMatches(index < 0 ? '?' : formatCount(index + 1), count);
  }

  #change(change: Partial<FindQuery>): void {
    this.#query = { ...this.#query, ...change };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), SEARCH_AFTER);
  }

  #search(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const wanted = this.#query.text === '' ? undefined : this.#query;
    if (wanted === undefined) this.found = undefined;
    this.listener.searched(wanted);
    this.listener.send({ type: 'find', query: wanted });
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const option = OPTIONS.find(([, , code]) => event.altKey && event.code === code)?.[0];
    if (option !== undefined) this.#change({ [option]: !this.#query[option] });
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && event.target === this.#input) this.#enter(!event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** What was typed just now is searched first: its first match is the one that Enter wants. */
  #enter(forward: boolean): void {
    if (this.#timer === undefined) this.step(forward);
    else this.#search();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-find-bar': FindBar;
  }
}
