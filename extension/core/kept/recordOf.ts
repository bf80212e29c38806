import type { TailEvent } from '../../shared/tailEvent.ts';
import { isFailing } from '../../shared/tailEvent.ts';
import { codesOf, type EventCodes } from '../catalog/eventCodes.ts';
import type { Failure } from '../errors/failures.ts';
import {
  chipOf,
  errorText,
  hostOf,
  logText,
  rowKind,
  short,
  shownStatus,
  textOf,
  titleOf,
  toneOf,
} from '../tail/rowTexts.ts';
import type { Facets } from './facets.ts';
import { MARK, type EventRecord } from './record.ts';

/**
 * What is kept in memory of an event.
 *
 * @param failures all of them, the main one first.
 * @param worker index into the timeline's Workers.
 * @param room for what its row does not show, in UTF-16 units; what has no room is only in the event itself.
 */
export function recordOf(
  event: TailEvent,
  failures: readonly Failure[],
  worker: number,
  room: number,
): EventRecord {
  const [failure] = failures;
  const codes = codesOf(event, failure);
  const { trigger } = event;
  const shown = textOf(event, failure, codes);
  const isLog = 'level' in shown;
  const whole = isLog ? logText(shown) : shown.text;
  const text = short(whole);
  const title = titleOf(event);
  const cutTitle = short(title);
  const request = trigger.kind === 'fetch' ? trigger : undefined;
  const parts: string[] = [];
  if (request?.clientIp !== undefined) parts.push(MARK.ip + request.clientIp);
  if (request?.ray !== undefined) parts.push(MARK.ray + request.ray);
  for (const other of failures) {
    if (other.message === undefined || (other === failure && text === whole)) continue;
    parts.push(MARK.error + errorText(other));
  }
  // Each on a line of its own.
  let length = parts.reduce((sum, part) => sum + part.length + 1, 0);
  for (const log of event.logs) {
    // To write out what has no room would be the dearest step of all.
    if (length > room) break;
    if (log === shown && text === whole) continue;
    const part = MARK.log + logText(log);
    parts.push(part);
    length += part.length + 1;
  }
  const rest = joined(parts, room);
  return {
    facets: facetsOf(event, failure, codes, worker, isLog ? 'log' : shown.said),
    time: event.timestamp ?? NaN,
    cpu: event.cpuTime ?? NaN,
    wall: event.wallTime ?? NaN,
    colo: stringOf(request?.cf.colo),
    host: request === undefined ? '' : hostOf(request.url),
    object: event.durableObjectId ?? '',
    title: cutTitle,
    text,
    rest,
    cut: length > room || cutTitle !== title,
  };
}

function facetsOf(
  event: TailEvent,
  failure: Failure | undefined,
  codes: EventCodes,
  worker: number,
  said: Facets['said'],
): Facets {
  const { trigger } = event;
  const failing = isFailing(event);
  return {
    kind: rowKind(trigger),
    tone: toneOf(event, failure),
    failing,
    logged: !failing && failure !== undefined,
    worker,
    outcome: event.outcome,
    status: shownStatus(event),
    method: trigger.kind === 'fetch' || trigger.kind === 'rpc' ? trigger.method : '',
    entrypoint: event.entrypoint ?? '',
    version: event.versionId ?? '',
    code: chipOf(event, failure, codes),
    codes: codeList(codes),
    levels: levelsOf(event),
    said,
    timed: event.timestamp !== undefined,
    partial: false,
  };
}

function codeList({ edge, runtime, unthrown, outcome, close }: EventCodes): string {
  let list = '';
  for (const code of [edge, runtime, unthrown, outcome, close]) {
    if (code !== undefined) list += list === '' ? code : `\n${code}`;
  }
  return list;
}

function levelsOf({ logs }: TailEvent): string {
  let list = '';
  for (const { level } of logs) {
    if (list === level || (list !== '' && list.split('\n').includes(level))) continue;
    list += list === '' ? level : `\n${level}`;
  }
  return list;
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Parts as lines, as far as there is room. */
function joined(parts: readonly string[], room: number): string {
  let text = '';
  for (const part of parts) {
    if (text.length + part.length + 1 > room) break;
    text += `\n${part.includes('\n') ? part.replaceAll('\n', ' ') : part}`;
  }
  return text;
}
