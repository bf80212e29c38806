import type { FilterValue } from './query.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * `12:01..12:04`, with seconds and milliseconds, or dates with a time; an end may be open. A moment without a range is
 * as long as its last part: `12:01` is a minute.
 *
 * @param utcOffset minutes that the reader's clock is ahead of UTC. @returns undefined for what is no time.
 */
export function parseTimes(text: string, utcOffset: number): FilterValue | undefined {
  const [, low, high] = /^(.*?)\.\.(.*)$/.exec(text) ?? [];
  if (low === undefined || high === undefined) {
    const one = moment(text, utcOffset);
    return one && between(one, one, utcOffset);
  }
  if (low === '' && high === '') return undefined;
  const from = low === '' ? undefined : moment(low, utcOffset);
  const to = high === '' ? undefined : moment(high, utcOffset);
  if ((low !== '' && from === undefined) || (high !== '' && to === undefined)) return undefined;
  return between(from, to, utcOffset);
}

interface Moment {
  /** A time of day; else of a date. */
  readonly daily: boolean;
  /** ms since midnight of the reader, or since the epoch. */
  readonly time: number;
  /** How long it is, ms. */
  readonly length: number;
}

function between(
  from: Moment | undefined,
  to: Moment | undefined,
  utcOffset: number,
): FilterValue | undefined {
  const daily = (from ?? to)?.daily === true;
  if ((to ?? from)?.daily !== daily) return undefined;
  const end = to === undefined ? undefined : to.time + to.length - 1;
  if (!daily) return { kind: 'range', min: from?.time ?? -Infinity, max: end ?? Infinity };
  const utc = (time: number): number => (((time - utcOffset * MINUTE) % DAY) + DAY) % DAY;
  return { kind: 'timeOfDay', min: utc(from?.time ?? 0), max: utc(end ?? DAY - 1) };
}

function moment(text: string, utcOffset: number): Moment | undefined {
  const [, hours, minutes, seconds, part] = CLOCK.exec(text) ?? [];
  if (hours !== undefined && minutes !== undefined) {
    const time =
      Number(hours) * 60 * MINUTE +
      Number(minutes) * MINUTE +
      Number(seconds ?? 0) * 1000 +
      Number((part ?? '').padEnd(3, '0'));
    return {
      daily: true,
      time,
      length: part !== undefined ? 1 : seconds !== undefined ? 1000 : MINUTE,
    };
  }
  if (!DATE.test(text)) return undefined;
  const isZoned = /(?:Z|[+-]\d\d:\d\d)$/i.test(text);
  const time = Date.parse(isZoned ? text : `${text}Z`) - (isZoned ? 0 : utcOffset * MINUTE);
  return Number.isNaN(time) ? undefined : { daily: false, time, length: 1 };
}

const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?$/;
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?$/i;
