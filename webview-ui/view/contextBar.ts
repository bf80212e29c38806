import './contextBar.css';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { strings } from '../strings.ts';
import { visibleText } from '../visibleText.ts';
import { LightElement } from './lightElement.ts';

/** Says that the list shows everything around an event, and leads back to what the filter shows. */
@customElement('tw-context-bar')
export class ContextBar extends LightElement {
  /** The filter that is set aside; undefined when none is. */
  @property({ attribute: false }) accessor aside: string | undefined;
  @property({ attribute: false }) accessor leave: () => void = () => undefined;

  protected override render(): TemplateResult | typeof nothing {
    if (this.aside === undefined) return nothing;
    return html`<div class="context-bar" role="status">
      <span class="codicon codicon-list-flat" aria-hidden="true"></span>
      <span>${strings.context}</span>
      <button type="button" class="link" title=${visibleText(this.aside)} @click=${this.leave}>
        ${strings.backToFilter}
      </button>
      <kbd aria-hidden="true">Esc</kbd>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-context-bar': ContextBar;
  }
}
