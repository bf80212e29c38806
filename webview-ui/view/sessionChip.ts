import type { PageCommand, SessionView } from '../../extension/shared/protocol.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../visibleText.ts';
import { element, icon } from './dom.ts';
import { workerClass } from './rowView.ts';
import { relabel, toolbarButton } from './toolbarButton.ts';

/** One session: colour, name, and its rate or what keeps it from having one. */
export class SessionChip {
  readonly element = element('li', 'session');
  readonly #rate = element('span', 'rate');
  readonly #name = element('span', 'name');
  readonly #act: ReturnType<typeof toolbarButton> | undefined;
  #session: SessionView;

  constructor(session: SessionView, run: (command: PageCommand, session: string) => void) {
    this.#session = session;
    const recorded = session.source === 'file';
    this.element.append(recorded ? icon('file') : element('span', 'dot'), this.#name, this.#rate);
    if (!recorded) {
      this.#act = toolbarButton('act', '', '', () =>
        run(this.#session.state === 'stopped' ? 'restart' : 'stop', this.#session.id),
      );
      this.element.append(this.#act);
    }
    this.show(session);
  }

  show(session: SessionView): void {
    this.#session = session;
    const { name, sentence, state, worker } = session;
    this.element.className = `session ${workerClass(worker)} ${state}`;
    this.element.title = visibleText(`${name}: ${sentence}`);
    this.#name.textContent = visibleText(name);
    this.#rate.textContent = rateOrState(session);
    if (this.#act === undefined) return;
    if (state === 'stopped') relabel(this.#act, 'debug-restart', strings.restart(name));
    else relabel(this.#act, 'debug-stop', strings.stop(name));
  }
}

function rateOrState({ source, state, eventsPerSecond }: SessionView): string {
  if (source === 'file') return '';
  if (state === 'live' || state === 'sampling') return strings.perSecond(eventsPerSecond);
  return strings.noRate[state];
}
