import './iconButton.css';
import { html, nothing, type TemplateResult } from 'lit';
import { visibleText } from '../visibleText.ts';

export interface IconButtonOptions {
  readonly className?: string;
  /** A switch, and how it stands. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Keys that do the same, for the tooltip. */
  readonly keys?: string;
  /** It has a menu, which is open or not. */
  readonly menu?: boolean;
}

/** A button that is an icon; its label is heard, and seen as a tooltip. */
export function iconButton(
  icon: string,
  label: string,
  act: () => void,
  { className = '', pressed, disabled = false, keys, menu }: IconButtonOptions = {},
): TemplateResult {
  const name = visibleText(label);
  return html`<button
    type="button"
    class="icon-button codicon codicon-${icon} ${className}"
    aria-label=${name}
    title=${keys === undefined ? name : `${name} (${keys})`}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    aria-haspopup=${menu === undefined ? nothing : 'menu'}
    aria-expanded=${menu === undefined ? nothing : String(menu)}
    ?disabled=${disabled}
    @click=${act}
  ></button>`;
}
