import './hidesAll.css';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { NO_FILTER } from '../filter/noFilter.ts';
import { strings } from '../strings.ts';
import { LightElement } from './lightElement.ts';

/** Says that there are events, and that the filter shows none of them. */
@customElement('tw-hides-all')
export class HidesAll extends LightElement {
  @property({ attribute: false }) accessor view = NO_FILTER;
  @property({ attribute: false }) accessor clear: () => void = () => undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { text, matched, events, progress } = this.view;
    this.hidden = text === '' || matched > 0 || events === 0 || progress < 1;
    if (this.hidden) return nothing;
    return html`<div class="hides-all">
      <span class="codicon codicon-filter" aria-hidden="true"></span>
      <p role="status">${strings.hidesAll(events)}</p>
      <vscode-button @click=${this.clear}>${strings.clearFilterButton}</vscode-button>
      <p class="note">${strings.nothingLost}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-hides-all': HidesAll;
  }
}
