import './sessionChip.css';
import { html, nothing, type TemplateResult } from 'lit';
import type { PageCommand, SessionView } from '../../../extension/shared/protocol.ts';
import { strings } from '../../strings.ts';
import { visibleText } from '../../visibleText.ts';
import { elapsed } from '../formats.ts';
import { iconButton } from '../iconButton.ts';
import { workerClass } from '../rowView.ts';

export interface ChipActions {
  /** Shows only this Worker, or no longer only this one. */
  readonly toggle: (name: string) => void;
  readonly run: (command: PageCommand, session: string) => void;
}

/** One session: colour, name, and its rate or what keeps it from having one. @param only is in the filter. */
export function sessionChip(
  session: SessionView,
  only: boolean,
  actions: ChipActions,
): TemplateResult {
  const { name, sentence, state, worker, source, startedAt, stoppedAt } = session;
  const title = (): string =>
    visibleText(`${name}: ${sentence}\n${elapsed((stoppedAt ?? Date.now()) - startedAt)}`);
  const shown = visibleText(name);
  const content = html`${mark(session)}<span class="name">${shown}</span
    ><span class="rate">${rateOrState(session)}</span>`;
  return html`<div
    class="session ${workerClass(worker)} ${state} ${only ? 'only' : ''}"
    role="group"
    aria-label=${shown}
    @pointerenter=${(event: Event) => {
      // The time runs on: it is told when somebody looks.
      if (event.currentTarget instanceof HTMLElement) event.currentTarget.title = title();
    }}
  >
    ${
      source === 'file'
        ? html`<span class="about">${content}</span>`
        : html`<button
            type="button"
            class="about"
            aria-pressed=${String(only)}
            aria-description=${only ? strings.showAllWorkers : strings.showOnly(shown)}
            @click=${() => actions.toggle(name)}
          >
            ${content}
          </button>`
    }
    ${source === 'file' ? nothing : acts(session, actions)}
  </div>`;
}

function acts({ id, name, state }: SessionView, { run }: ChipActions): TemplateResult {
  const restart = iconButton(
    'debug-restart',
    strings.restart(name),
    () => run('restart', id),
    state === 'stopped' ? {} : { className: 'second' },
  );
  const stop = iconButton('debug-stop', strings.stop(name), () => run('stop', id));
  return html`<span class="acts">${restart}${state === 'stopped' ? nothing : stop}</span>`;
}

function mark({ source, state }: SessionView): TemplateResult {
  if (source === 'file') return icon('file');
  if (state === 'reconnecting') return icon('sync');
  if (state === 'sampling') return icon('warning');
  return html`<span class="dot"></span>`;
}

function icon(name: string): TemplateResult {
  return html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`;
}

function rateOrState({ source, state, eventsPerSecond }: SessionView): string {
  if (source === 'file') return '';
  if (state === 'live' || state === 'sampling') return strings.perSecond(eventsPerSecond);
  return strings.noRate[state];
}
