import type {
  ErrorView,
  EventDetail,
  FrameView,
  FromPage,
} from '../../extension/shared/protocol.ts';
import type { Tone } from '../../extension/shared/row.ts';
import { strings } from '../strings.ts';
import { button, element, icon } from './dom.ts';
import { heading } from './heading.ts';

type Send = (message: FromPage) => void;

/** The errors of an event, the cause first, each with its frames. @param tone of the event. */
export function errors(detail: EventDetail, tone: Tone, send: Send): HTMLElement[] {
  return detail.errors.map((error, index) =>
    element(
      'section',
      `failure ${error.kind === 'thrown' ? 'error' : tone}`,
      title(detail, index, error),
      element('div', 'message', messageOf(error)),
      error.frames.length === 0
        ? undefined
        : element(
            'ol',
            'frames',
            ...error.frames.map((frame, position) =>
              frameLine(frame, () =>
                send({ type: 'openFrame', id: detail.id, error: index, frame: position }),
              ),
            ),
          ),
    ),
  );
}

function title(detail: EventDetail, index: number, { kind, level }: ErrorView): HTMLElement {
  const { errors: all, version } = detail;
  const isThrown = kind === 'thrown';
  const note = [
    ...(index === 0 && isThrown && all.length > 1 ? [strings.cause] : []),
    ...(level === undefined ? [] : [`console.${level}`]),
    ...(index === 0 && version !== undefined ? [strings.version(version.slice(0, 8))] : []),
  ].join(' · ');
  const made = heading(isThrown ? strings.exception : strings.loggedError, note);
  made.prepend(icon(isThrown ? 'error' : 'output'));
  return made;
}

function messageOf({ name, message }: ErrorView): string {
  return message === '' ? name : `${name}: ${message}`;
}

function frameLine(frame: FrameView, open: () => void): HTMLElement {
  const { path, line, column } = frame.place;
  const place = `${path}:${line}:${column}`;
  const certainty = element(
    'span',
    `certainty ${frame.certainty}`,
    strings.certainty[frame.certainty],
  );
  certainty.title = strings.certaintyHint[frame.certainty];
  return element(
    'li',
    'frame',
    element('span', 'function', `at ${frame.functionName || strings.anonymous}`),
    frame.canOpen ? button('link place', place, open) : element('span', 'place', place),
    certainty,
  );
}
