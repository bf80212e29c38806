import './contextBar.css';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { strings } from '../../strings.ts';
import { visibleText } from '../../visibleText.ts';
import { timeOfDay } from '../formats.ts';
import { LightElement } from '../lightElement.ts';

/** Says that the filter is set aside, to show what happened around an event, and leads back to it. */
@customElement('tw-context-bar')
export class ContextBar extends LightElement {
  /** The filter that is set aside; undefined when none is. */
  @property() accessor aside: string | undefined;
  /** Of the event, ms since the epoch. */
  @property({ type: Number }) accessor time = NaN;
  @property({ attribute: false }) accessor leave: () => void = () => undefined;

  protected override render(): TemplateResult | typeof nothing {
    if (this.aside === undefined) return nothing;
    return html`<div class="context-bar" role="status">
      <span>${strings.contextOf(timeOfDay(this.time))}</span>
      <button type="button" class="link" @click=${() => this.leave()}>
        ${strings.backToFilter}
      </button>
      <span class="filter">${visibleText(this.aside)}</span>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-context-bar': ContextBar;
  }
}
