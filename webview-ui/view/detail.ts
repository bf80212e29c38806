import type {
  EventDetail,
  ExceptionView,
  FrameView,
  FromPage,
  LogView,
  RequestView,
} from '../../extension/shared/protocol.ts';
import { strings } from '../strings.ts';
import { button, element, icon } from './dom.ts';
import { explainCard } from './explainCard.ts';
import { timeOfDay } from './formats.ts';

/** Everything about one event; nothing while none is selected. */
export class Detail {
  readonly element = element('section', 'detail');
  readonly #send: (message: FromPage) => void;
  readonly #close: () => void;

  constructor(send: (message: FromPage) => void, close: () => void) {
    this.#send = send;
    this.#close = close;
    this.element.tabIndex = -1;
    this.element.setAttribute('aria-label', strings.detail);
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close();
    });
  }

  focus(): void {
    const first = this.element.querySelector<HTMLElement>(
      '.card button, .frames button, vscode-button',
    );
    (first ?? this.element).focus();
  }

  show(detail: EventDetail | 'gone' | undefined): void {
    if (detail === undefined) {
      this.element.replaceChildren();
      return;
    }
    const close = button('tool close', strings.close, this.#close, icon('close'));
    if (detail === 'gone') {
      this.element.replaceChildren(close, element('p', 'gone', strings.noEvent));
      return;
    }
    const { id } = detail;
    const parts = [
      detail.explain && explainCard(id, detail.explain, this.#send),
      ...detail.exceptions.map((exception, index) => this.#exception(detail, exception, index)),
      detail.logs.length === 0 ? undefined : logs(detail),
      detail.request && request(detail.request),
      facts(detail),
      button('link raw', strings.raw, () => this.#send({ type: 'openRaw', id })),
    ];
    this.element.replaceChildren(close, ...parts.filter((part) => part !== undefined));
    this.element.scrollTop = 0;
  }

  #exception(detail: EventDetail, exception: ExceptionView, index: number): HTMLElement {
    const note = [
      ...(index === 0 && detail.exceptions.length > 1 ? [strings.cause] : []),
      ...(detail.version === undefined ? [] : [`version ${detail.version.slice(0, 8)}`]),
    ].join(' · ');
    const message =
      exception.message === '' ? exception.name : `${exception.name}: ${exception.message}`;
    return element(
      'div',
      'exception',
      heading(strings.exception, note),
      element('div', 'message', message),
      exception.frames.length === 0
        ? undefined
        : element(
            'div',
            'frames',
            ...exception.frames.flatMap((frame, position) =>
              this.#frame(detail.id, index, frame, position),
            ),
          ),
    );
  }

  /** The three cells of a frame. */
  #frame(id: number, exception: number, frame: FrameView, position: number): HTMLElement[] {
    const { path, line, column } = frame.place;
    const place = `${path}:${line}:${column}`;
    return [
      element(
        'span',
        'function',
        `at ${frame.functionName === '' ? '(anonymous)' : frame.functionName}`,
      ),
      frame.canOpen
        ? button('link place', place, () =>
            this.#send({ type: 'openFrame', id, exception, frame: position }),
          )
        : element('span', 'place', place),
      element('span', `certainty ${frame.certainty}`, strings[frame.certainty]),
    ];
  }
}

function heading(title: string, note: string | number): HTMLElement {
  return element('h2', 'heading', title, element('span', 'note', String(note)));
}

function logs(detail: EventDetail): HTMLElement {
  const sorted = [...detail.logs].sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
  return element(
    'div',
    'logs',
    heading(strings.logs, sorted.length),
    element('div', 'lines', ...sorted.flatMap((log) => logLine(log))),
  );
}

function logLine(log: LogView): HTMLElement[] {
  return [
    element('span', 'time', timeOfDay(log.time).slice(-4)),
    element('span', `level ${log.level}`, log.level),
    element('span', 'parts', ...log.parts.map((part) => element('span', 'part', part))),
  ];
}

function request({ method, url, status, headers }: RequestView): HTMLElement {
  return element(
    'div',
    'request',
    heading(strings.request, status ?? ''),
    element('div', 'address', `${method} ${url}`),
    pairs(headers),
  );
}

function facts(detail: EventDetail): HTMLElement {
  return element('div', 'facts', heading(strings.facts, detail.worker), pairs(detail.facts));
}

function pairs(list: readonly (readonly [name: string, value: string])[]): HTMLElement {
  return element(
    'dl',
    'pairs',
    ...list.flatMap(([name, value]) => [
      element('dt', '', name),
      element('dd', value === 'masked' || value === 'REDACTED' ? 'masked' : '', value),
    ]),
  );
}
