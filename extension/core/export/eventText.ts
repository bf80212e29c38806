import { t } from '../../shared/l10n.ts';
import { statusOf, type TailLog } from '../../shared/tailEvent.ts';
import { codesOf } from '../catalog/eventCodes.ts';
import { mainFailure } from '../errors/failures.ts';
import { titleOf } from '../tail/rowTexts.ts';
import { plainLine, plainText } from './plainText.ts';
import type { OutgoingEvent } from './readEvent.ts';

/** One readable block of lines: when and what, how it ended, what was thrown, what was logged. */
export function eventText({ event, worker }: OutgoingEvent): string {
  const { trigger, timestamp, outcome, cpuTime, wallTime, versionId } = event;
  const what = trigger.kind === 'fetch' ? `${trigger.method} ${trigger.url}` : titleOf(event);
  const facts: [string, string | number | undefined][] = [
    [t('outcome'), outcome],
    [t('code'), codeOf(event)],
    [t('CPU ms'), cpuTime],
    [t('wall ms'), wallTime],
    [t('version'), versionId],
  ];
  return [
    line(isoTime(timestamp), worker, what, statusOf(event)),
    line(...facts.map(([name, value]) => value !== undefined && `${name}: ${value}`)),
    ...event.exceptions.flatMap(({ name, message, stack }) => [
      plainText(`${name}: ${message}`),
      ...(stack === undefined ? [] : [plainText(stack)]),
    ]),
    ...event.logs.map((log) => plainText(`${log.level}: ${logText(log)}`)),
  ].join('\n');
}

/** @returns undefined for an unknown time, and for one that no calendar has. */
export function isoTime(time: number | undefined): string | undefined {
  const date = new Date(time ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The most telling code of an event. */
export function codeOf(event: OutgoingEvent['event']): string | undefined {
  const codes = codesOf(event, mainFailure(event));
  return codes.edge ?? codes.runtime ?? codes.unthrown ?? codes.close ?? codes.outcome;
}

export function logText({ message }: TailLog): string {
  return message.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
}

function line(...parts: readonly (string | number | false | undefined)[]): string {
  return plainLine(parts.filter((part) => part !== undefined && part !== false).join('  '));
}
