import type { PageCommand, SessionView } from '../../extension/shared/protocol.ts';
import { overallState } from '../overallState.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../visibleText.ts';
import { element } from './dom.ts';
import { elapsed } from './formats.ts';
import { SessionChip } from './sessionChip.ts';
import { relabel, toolbarButton } from './toolbarButton.ts';

export interface HeaderListener {
  toggleFollow(): void;
  run(command: PageCommand, session?: string): void;
}

/** A chip a session, the state of all with its time, and what can be done to the list. */
export class Header {
  readonly element: HTMLElement;
  readonly #chips = element('ul', 'sessions');
  readonly #dot = element('span', 'dot');
  readonly #state = element('span', 'name');
  readonly #clock = element('span', 'clock');
  readonly #sentence = element('span', 'sentence');
  readonly #follow: ReturnType<typeof toolbarButton>;
  readonly #listener: HeaderListener;
  readonly #shown = new Map<string, SessionChip>();
  #latest: SessionView | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(listener: HeaderListener) {
    this.#listener = listener;
    this.#follow = toolbarButton('follow', 'debug-pause', strings.pause, () =>
      listener.toggleFollow(),
    );
    const clear = toolbarButton('clear', 'clear-all', strings.clear, () => listener.run('clear'));
    const tools = element('div', 'tools', this.#follow, clear);
    this.#chips.setAttribute('aria-label', strings.sessions);
    const state = element('div', 'state', this.#dot, this.#state, this.#clock, this.#sentence);
    const name = element('h1', 'heard', strings.title);
    this.element = element('header', 'header idle', name, this.#chips, state, tools);
    // A page in the background has no clock to show.
    document.addEventListener('visibilitychange', () => this.#keepTime());
  }

  setFollow(follow: boolean): void {
    if (follow) relabel(this.#follow, 'debug-pause', strings.pause);
    else relabel(this.#follow, 'debug-continue', strings.follow);
  }

  setSessions(sessions: readonly SessionView[]): void {
    const ids = new Set(sessions.map(({ id }) => id));
    for (const [id, chip] of this.#shown) {
      if (ids.has(id)) continue;
      chip.element.remove();
      this.#shown.delete(id);
    }
    for (const session of sessions) {
      const chip = this.#shown.get(session.id);
      if (chip === undefined) this.#add(session);
      else chip.show(session);
    }
    this.#showState(overallState(sessions));
  }

  #add(session: SessionView): void {
    const chip = new SessionChip(session, (command, id) => this.#listener.run(command, id));
    this.#shown.set(session.id, chip);
    this.#chips.append(chip.element);
  }

  #showState(latest: SessionView | undefined): void {
    this.#latest = latest;
    this.element.classList.toggle('idle', latest === undefined);
    if (latest !== undefined) {
      const recorded = latest.source === 'file' && latest.state === 'stopped';
      this.#dot.className = `dot ${latest.state}`;
      this.#state.textContent = recorded ? strings.recorded : strings.states[latest.state];
      this.#clock.hidden = recorded;
      // Why it is not simply live, where there is room to say so.
      const calm = latest.state === 'live' || latest.state === 'quiet';
      this.#sentence.textContent = calm ? '' : visibleText(latest.sentence);
      this.#sentence.title = visibleText(latest.sentence);
    }
    this.#keepTime();
  }

  /** The clock runs only while there is something to time, and somebody to see it. */
  #keepTime(): void {
    this.#tick();
    const runs = this.#latest !== undefined && this.#latest.stoppedAt === undefined;
    const wanted = runs && !document.hidden;
    if (wanted === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = wanted ? setInterval(() => this.#tick(), 1000) : undefined;
  }

  #tick(): void {
    const latest = this.#latest;
    if (latest === undefined) return;
    this.#clock.textContent = elapsed((latest.stoppedAt ?? Date.now()) - latest.startedAt);
  }
}
