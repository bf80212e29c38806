import type { Log } from '../../shared/log.ts';
import type { TailNotice } from '../../shared/tailEvent.ts';
import { decodeTailEvent } from './decodeTailEvent.ts';
import type { FrameSink } from './jsonFramer.ts';
import type { Timeline } from './timeline.ts';

/** Who reads the stream of one session besides the timeline. */
export interface SessionListener {
  event(): void;
  notice(notice: TailNotice): void;
  /** A line of the stream that belongs to no object. */
  noise(line: string): void;
}

/**
 * The end of the pipe: frames of one session, live or from a file, become rows of the timeline.
 *
 * @param worker takes the events that name no Worker themselves.
 */
export function sessionSink(
  timeline: Timeline,
  worker: string,
  listener: SessionListener,
  log: Log,
): FrameSink {
  const reject = (reason: string): void => {
    log.warn(`Not shown, because it is no event: ${reason}`);
    timeline.countRejected();
  };
  return {
    object(value, text) {
      const decoded = decodeTailEvent(value);
      switch (decoded.kind) {
        case 'event':
          timeline.addEvent(decoded.event.scriptName ?? worker, decoded.event, text);
          listener.event();
          break;
        case 'notice':
          listener.notice(decoded.notice);
          break;
        case 'rejected':
          reject(decoded.reason);
          break;
      }
    },
    noise: (line) => listener.noise(line),
    broken(reason, bytes) {
      reject(`${bytes} bytes are ${REASONS[reason]}.`);
    },
  };
}

const REASONS = {
  unclosed: 'an object that does not end',
  'not-json': 'not JSON',
  'too-long': 'more than one event may have',
} as const;
