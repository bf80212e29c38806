import type {
  EventDetail,
  ExceptionView,
  FrameView,
  FromPage,
} from '../../extension/shared/protocol.ts';
import { strings } from '../strings.ts';
import { button, element } from './dom.ts';
import { heading } from './heading.ts';

type Send = (message: FromPage) => void;

/** The exceptions of an event, the cause first, each with its frames. */
export function exceptions(detail: EventDetail, send: Send): HTMLElement[] {
  return detail.exceptions.map((exception, index) =>
    element(
      'section',
      'exception',
      heading(strings.exception, note(detail, index)),
      element('div', 'message', messageOf(exception)),
      exception.frames.length === 0
        ? undefined
        : element(
            'ol',
            'frames',
            ...exception.frames.map((frame, position) =>
              frameLine(frame, () =>
                send({ type: 'openFrame', id: detail.id, exception: index, frame: position }),
              ),
            ),
          ),
    ),
  );
}

function note(detail: EventDetail, index: number): string {
  const { exceptions: all, version } = detail;
  return [
    ...(index === 0 && all.length > 1 ? [strings.cause] : []),
    ...(index === 0 && version !== undefined ? [strings.version(version.slice(0, 8))] : []),
  ].join(' · ');
}

function messageOf({ name, message }: ExceptionView): string {
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
