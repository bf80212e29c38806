import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FilterError } from '../../../extension/shared/filter/filterError.ts';
import { strings } from '../../strings.ts';
import { visibleText } from '../../visibleText.ts';
import { LightElement } from '../lightElement.ts';

/** What is wrong with the filter, what may be meant, and what is in force meanwhile. */
@customElement('tw-filter-complaint')
export class FilterComplaint extends LightElement {
  @property({ attribute: false }) accessor error!: FilterError; // given by the box
  @property({ attribute: false }) accessor take!: (from: number, to: number, text: string) => void; // the same

  protected override render(): TemplateResult {
    const { sentence } = this.error;
    return html`<p class="filter-complaint">
      <span class="codicon codicon-error" aria-hidden="true"></span>
      <span>${visibleText(sentence)} ${this.#proposal()} ${strings.lastFilterStays}</span>
    </p>`;
  }

  #proposal(): TemplateResult | typeof nothing {
    const { from, to, suggestion } = this.error;
    if (suggestion === undefined) return nothing;
    const [before = '', after = ''] = strings.didYouMean.split('{0}');
    return html`${before}<button
        type="button"
        class="link"
        @click=${() => this.take(from, to, suggestion)}
      >
        ${visibleText(suggestion)}</button
      >${after}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-filter-complaint': FilterComplaint;
  }
}
