import type { EventRecord } from './record.ts';

/** `warning`: events may be missing. `muted`: nothing was missed. */
export type NoticeTone = 'warning' | 'muted';

/** A row that is no event: a break in coverage, or a message of the tail itself. @param time ms since the epoch. */
export function noticeRecord(
  worker: number,
  sentence: string,
  time: number,
  tone: NoticeTone,
): EventRecord {
  return {
    facets: { ...NOTICE, worker, tone },
    time,
    cpu: NaN,
    wall: NaN,
    colo: '',
    host: '',
    object: '',
    title: sentence,
    text: '',
    rest: '',
    cut: false,
  };
}

const NOTICE = {
  kind: 'notice',
  failing: false,
  logged: false,
  outcome: '',
  status: 0,
  method: '',
  entrypoint: '',
  version: '',
  code: '',
  codes: '',
  levels: '',
  said: 'nothing',
  timed: true,
  partial: false,
} as const;
