import { html, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customElement, property } from 'lit/decorators.js';
import type { SessionView } from '../../../extension/shared/protocol.ts';
import { namesWorker } from '../../filter/workers.ts';
import { strings } from '../../strings.ts';
import { LightElement } from '../lightElement.ts';
import { Roving } from '../roving.ts';
import { sessionChip, type ChipActions } from './sessionChip.ts';

/** A chip a session. */
@customElement('tw-session-chips')
export class SessionChips extends LightElement {
  @property({ attribute: false }) accessor sessions: readonly SessionView[] = [];
  /** The filter in force. */
  @property() accessor filter = '';
  @property({ attribute: false }) accessor actions!: ChipActions; // given by the header
  readonly #roving = new Roving(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.className = 'sessions';
    this.setAttribute('role', 'toolbar');
    this.setAttribute('aria-label', strings.sessions);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#roving.settle();
  }

  protected override render(): TemplateResult {
    return html`${repeat(
      this.sessions,
      ({ id }) => id,
      (session) => sessionChip(session, namesWorker(this.filter, session.name), this.actions),
    )}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-session-chips': SessionChips;
  }
}
