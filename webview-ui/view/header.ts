import type { SessionView } from '../../extension/shared/protocol.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../visibleText.ts';
import { button, element, icon } from './dom.ts';
import { elapsed } from './formats.ts';
import { workerClass } from './rowView.ts';

export interface HeaderListener {
  toggleFollow(): void;
  clear(): void;
}

/** A chip a session, the state of the latest one with its time, and what can be done to the list. */
export class Header {
  readonly element: HTMLElement;
  readonly #chips = element('div', 'sessions');
  readonly #state = element('div', 'state');
  readonly #clock = element('span', 'clock');
  readonly #follow: HTMLButtonElement;
  #sessions: readonly SessionView[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(listener: HeaderListener) {
    this.#follow = button(
      'tool',
      strings.pause,
      () => listener.toggleFollow(),
      icon('debug-pause'),
    );
    const clear = button('tool', strings.clear, () => listener.clear(), icon('clear-all'));
    const tools = element('div', 'tools', this.#follow, clear);
    this.element = element('header', 'header', this.#chips, this.#state, tools);
  }

  setFollow(follow: boolean): void {
    const label = follow ? strings.pause : strings.follow;
    this.#follow.replaceChildren(icon(follow ? 'debug-pause' : 'debug-start'));
    this.#follow.title = label;
    this.#follow.setAttribute('aria-label', label);
  }

  setSessions(sessions: readonly SessionView[]): void {
    this.#sessions = sessions;
    this.#chips.replaceChildren(...sessions.map(chip));
    const latest = sessions.at(-1);
    this.element.classList.toggle('idle', latest === undefined);
    if (latest === undefined) this.#state.replaceChildren();
    else {
      const dot = element('span', `dot ${latest.state}`);
      this.#state.replaceChildren(
        dot,
        element('span', 'name', strings.states[latest.state]),
        this.#clock,
      );
      this.#state.title = visibleText(latest.sentence);
    }
    this.#tick();
    this.#keepTime(sessions.some((session) => session.stoppedAt === undefined));
  }

  /** The clock runs only while there is something to time. */
  #keepTime(running: boolean): void {
    if (running === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = running ? setInterval(() => this.#tick(), 1000) : undefined;
  }

  #tick(): void {
    const latest = this.#sessions.at(-1);
    if (latest === undefined) return;
    this.#clock.textContent = elapsed((latest.stoppedAt ?? Date.now()) - latest.startedAt);
  }
}

function chip(session: SessionView): HTMLElement {
  const rate =
    session.state === 'live' || session.state === 'sampling'
      ? session.source === 'file'
        ? ''
        : strings.perSecond(session.eventsPerSecond)
      : strings.states[session.state].toLowerCase();
  const made = element(
    'span',
    `session ${workerClass(session.worker)}`,
    session.source === 'file' ? icon('file') : element('span', 'dot'),
    element('span', 'name', session.name),
    element('span', 'rate', rate),
  );
  made.title = visibleText(`${session.name}: ${session.sentence}`);
  return made;
}
