import './keysDialog.css';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { KEYS, shortcut, type KeyGroup } from '../keys.ts';
import { strings } from '../strings.ts';
import { iconButton } from './iconButton.ts';
import { LightElement } from './lightElement.ts';

/** Every key of the page. The browser keeps the focus in it, closes it with Esc, and brings the focus back. */
@customElement('tw-keys-dialog')
export class KeysDialog extends LightElement {
  @state() accessor #open = false;
  @query('dialog') accessor #dialog!: HTMLDialogElement; // there while it is open

  open(): void {
    this.#open = true;
    void this.updateComplete.then(() => {
      if (!this.#dialog.open) this.#dialog.showModal();
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#open) return nothing;
    return html`<dialog
      class="keys-dialog"
      aria-labelledby="keys-title"
      @click=${({ target }: MouseEvent) => {
        // What is beside it belongs to it.
        if (target === this.#dialog) this.#dialog.close();
      }}
      @close=${() => (this.#open = false)}
      @keydown=${(event: KeyboardEvent) => event.stopPropagation()}
    >
      <div class="sheet" tabindex="0" role="group" aria-labelledby="keys-title">
        <div class="head">
          <h2 id="keys-title">${strings.keys}</h2>
          ${iconButton('close', strings.closeKeys, () => this.#dialog.close(), { keys: 'Esc' })}
        </div>
        <div class="groups">${KEYS.map(group)}</div>
      </div>
    </dialog>`;
  }
}

function group({ title, lines }: KeyGroup): TemplateResult {
  return html`<section>
    <h3>${title}</h3>
    <dl>
      ${lines.map(
        ({ keys, does }) =>
          html`<div>
            <dt>${keys.map((key) => html`<kbd>${shortcut(key)}</kbd> `)}</dt>
            <dd>${does}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-keys-dialog': KeysDialog;
  }
}
