import './findMarks.css';
import { svg, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LightElement } from '../lightElement.ts';

/** Where the matches stand in the list, as marks over its scrollbar. One path: 500 elements would be too many. */
@customElement('tw-find-marks')
export class FindMarks extends LightElement {
  /** From 0 to 1. */
  @property({ attribute: false }) accessor marks: readonly number[] = [];

  protected override render(): TemplateResult {
    const lines = this.marks.map((mark) => `M0 ${(mark * SCALE).toFixed(1)}h1`).join('');
    return html`<svg viewBox="0 0 1 ${SCALE}" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<path d=${lines} vector-effect="non-scaling-stroke"></path>`}
    </svg>`;
  }
}

const SCALE = 1000;

declare global {
  interface HTMLElementTagNameMap {
    'tw-find-marks': FindMarks;
  }
}
