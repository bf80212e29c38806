import { languageOfTexts } from '../../extension/shared/l10n.ts';
import { strings } from '../strings.ts';

/** @param time ms since the epoch. @returns local `12:04:26.733`; empty when not known. */
export function timeOfDay(time: number | undefined): string {
  if (time === undefined || Number.isNaN(time)) return '';
  const date = new Date(time);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(
    date.getMilliseconds(),
  ).padStart(3, '0')}`;
}

/** @param ms @returns `00:14:02`. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => two(Math.floor(part)))
    .join(':');
}

/** @param ms @returns `31`, from ten seconds on `134 s`; empty when not known. */
export function duration(ms: number): string {
  if (Number.isNaN(ms)) return '';
  return ms < LONG ? String(Math.round(ms)) : withUnit(ms);
}

/** @param ms @returns `31 ms`, from ten seconds on `134 s`. */
export function withUnit(ms: number): string {
  return ms < LONG ? strings.milliseconds(Math.round(ms)) : strings.seconds(Math.round(ms / 1000));
}

/** In ms: nobody compares longer ones by the millisecond. */
const LONG = 10_000;

const AGES = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** @param time ms since the epoch. @returns such as `3 minutes ago`. */
export function ago(time: number, now: number): string {
  const age = Math.max(0, now - time);
  const [unit, length] = AGES.find(([, each]) => age >= each) ?? (['second', 1000] as const);
  const format = new Intl.RelativeTimeFormat(languageOfTexts(), { numeric: 'auto' });
  return format.format(-Math.floor(age / length), unit);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
