import './header.css';
import { html, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { FromPage, PageCommand, SessionView } from '../../../extension/shared/protocol.ts';
import type { FilterUse } from '../../filter/history.ts';
import { NO_FILTER } from '../../filter/noFilter.ts';
import { toggleWorker } from '../../filter/workers.ts';
import { shortcut } from '../../keys.ts';
import { strings } from '../../strings.ts';
import type { FilterBox, FilterListener, Suggested } from '../filter/filterBox.ts';
import '../filter/filterBox.ts';
import { iconButton } from '../iconButton.ts';
import { LightElement } from '../lightElement.ts';
import type { MenuItem } from './moreMenu.ts';
import './moreMenu.ts';
import './sessionChips.ts';
import './sessionState.ts';
import type { ChipActions } from './sessionChip.ts';

export interface HeaderListener extends FilterListener {
  send(message: FromPage): void;
  toggleFollow(): void;
  openFind(): void;
  showKeys(): void;
}

/** The filter, a chip a session, the state of all with its time, and what can be done to the list. */
@customElement('tw-header')
export class HeaderBar extends LightElement {
  @property({ attribute: false }) accessor listener!: HeaderListener; // set by who makes the header
  @property({ attribute: false }) accessor sessions: readonly SessionView[] = [];
  @property({ attribute: false }) accessor filter = NO_FILTER;
  @property({ attribute: false }) accessor suggested: Suggested | undefined;
  @property({ attribute: false }) accessor history: readonly FilterUse[] = [];
  @property({ type: Boolean }) accessor follow = true;
  @query('tw-filter-box') accessor box!: FilterBox; // rendered with the first update

  readonly #chipActions: ChipActions = {
    toggle: (name) => this.box.setText(toggleWorker(this.box.text, name)),
    run: (command, session) => this.#run(command, session),
  };

  protected override render(): TemplateResult {
    const { follow } = this;
    return html`<header class="header ${this.sessions.length === 0 ? 'idle' : ''}">
      <h1 class="heard">${strings.title}</h1>
      <tw-filter-box
        .listener=${this.listener}
        .view=${this.filter}
        .suggested=${this.suggested}
        .history=${this.history}
      ></tw-filter-box>
      <tw-session-chips
        .sessions=${this.sessions}
        .filter=${this.filter.text}
        .actions=${this.#chipActions}
      ></tw-session-chips>
      <tw-session-state class="state" .sessions=${this.sessions}></tw-session-state>
      <div class="tools">
        ${iconButton(
          follow ? 'debug-pause' : 'debug-continue',
          follow ? strings.pause : strings.follow,
          () => this.listener.toggleFollow(),
          { keys: 'L' },
        )}
        ${iconButton('clear-all', strings.clear, () => this.#run('clear'))}
        <tw-more-menu .groups=${this.#menu()}></tw-more-menu>
      </div>
    </header>`;
  }

  #menu(): readonly (readonly MenuItem[])[] {
    return [
      [
        { label: strings.saveSession, keys: '', act: () => this.#run('saveSession') },
        { label: strings.openSession, keys: '', act: () => this.#run('openSession') },
      ],
      [
        { label: strings.find, keys: shortcut('Mod+F'), act: () => this.listener.openFind() },
        { label: strings.keys, keys: '?', act: () => this.listener.showKeys() },
      ],
    ];
  }

  #run(command: PageCommand, session?: string): void {
    this.listener.send({
      type: 'command',
      command,
      ...(session === undefined ? {} : { session }),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-header': HeaderBar;
  }
}
