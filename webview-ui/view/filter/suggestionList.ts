import './suggestionList.css';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatCount } from '../../../extension/shared/l10n.ts';
import type { Line } from '../../filter/lines.ts';
import { strings } from '../../strings.ts';
import { visibleText } from '../../visibleText.ts';
import { LightElement } from '../lightElement.ts';

const ICONS: Readonly<Record<Line['kind'], string>> = {
  key: 'tag',
  value: 'symbol-enum',
  saved: 'star-full',
  history: 'history',
};

const KEYS = [
  ['Tab', strings.acceptSuggestion],
  ['-', strings.excludeSuggestion],
  [',', strings.anyOfSuggestion],
  ['Esc', strings.closeSuggestions],
] as const;

/** Id of a line, which the box names while it is active. */
export function lineId(index: number): string {
  return `suggestion-${index}`;
}

/** What may be typed, with how many events each leaves, and the keys. */
@customElement('tw-suggestion-list')
export class SuggestionList extends LightElement {
  @property({ attribute: false }) accessor lines: readonly Line[] = [];
  /** -1 when none is. */
  @property({ type: Number }) accessor active = -1;
  @property({ attribute: false }) accessor pick: (line: Line) => void = () => undefined;

  protected override render(): TemplateResult {
    return html`<ul
        id="suggestions"
        class="suggestions"
        role="listbox"
        aria-label=${strings.suggestions}
      >
        ${this.lines.map((line, index) => this.#line(line, index))}
      </ul>
      <div class="suggestion-keys" aria-hidden="true">
        ${KEYS.map(([key, does]) => html`<span><kbd>${key}</kbd> ${does}</span>`)}
      </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }

  #line(line: Line, index: number): TemplateResult {
    const { kind, label, matched, note, count } = line;
    const [from, to] = matched;
    const active = index === this.active;
    return html`<li
      id=${lineId(index)}
      class="suggestion ${active ? 'active' : ''}"
      role="option"
      aria-selected=${String(active)}
      title=${visibleText(note === '' ? label : `${label}\n${note}`)}
      @click=${() => this.pick(line)}
    >
      <span
        class="codicon codicon-${ICONS[kind]}"
        role="img"
        aria-label=${strings.suggestionKinds[kind]}
      ></span
      ><span class="label"
        >${visibleText(label.slice(0, from))}${
          to > from ? html`<b>${visibleText(label.slice(from, to))}</b>` : nothing
        }${visibleText(label.slice(to))}</span
      >
      <span class="note">${visibleText(note)}</span>
      <span class="count-of">${count === undefined ? '' : formatCount(count)}</span>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-suggestion-list': SuggestionList;
  }
}
