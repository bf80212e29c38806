import './sessionState.css';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { SessionView } from '../../../extension/shared/protocol.ts';
import { overallState } from '../../overallState.ts';
import { strings } from '../../strings.ts';
import { visibleText } from '../../visibleText.ts';
import { elapsed } from '../formats.ts';
import { LightElement } from '../lightElement.ts';

/** The state of all sessions, and for how long the one runs that stands for them. */
@customElement('tw-session-state')
export class SessionState extends LightElement {
  @property({ attribute: false }) accessor sessions: readonly SessionView[] = [];
  @query('.clock') accessor #clock!: HTMLElement | null;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // A page in the background has no clock to show.
    document.addEventListener('visibilitychange', this.#keepTime);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#keepTime);
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#keepTime();
  }

  protected override render(): TemplateResult | typeof nothing {
    const latest = overallState(this.sessions);
    this.className = latest === undefined ? 'state idle' : 'state';
    if (latest === undefined) return nothing;
    const { state, source, sentence } = latest;
    const recorded = source === 'file' && state === 'stopped';
    // Why it is not simply live, where there is room to say so.
    const calm = state === 'live' || state === 'quiet';
    const why = visibleText(sentence);
    return html`<span class="dot ${state}"></span
      ><span class="name">${recorded ? strings.recorded : strings.states[state]}</span
      ><span class="clock" ?hidden=${recorded}></span
      ><span class="sentence" title=${why}>${calm ? '' : why}</span>`;
  }

  /** The clock runs only while there is something to time, and somebody to see it. */
  readonly #keepTime = (): void => {
    this.#tick();
    const latest = overallState(this.sessions);
    const wanted = latest !== undefined && latest.stoppedAt === undefined && !document.hidden;
    if (wanted === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = wanted ? setInterval(() => this.#tick(), 1000) : undefined;
  };

  #tick(): void {
    const latest = overallState(this.sessions);
    if (latest === undefined || this.#clock === null) return;
    this.#clock.textContent = elapsed((latest.stoppedAt ?? Date.now()) - latest.startedAt);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tw-session-state': SessionState;
  }
}
