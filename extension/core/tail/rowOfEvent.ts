import { t } from '../../shared/l10n.ts';
import type { Row, RowKind, Tone } from '../../shared/row.ts';
import {
  isFailing,
  isLoud,
  statusOf,
  type TailEvent,
  type Trigger,
} from '../../shared/tailEvent.ts';
import { codesOf, firstMeaning, isNormalClose, type EventCodes } from '../catalog/eventCodes.ts';
import type { Failure } from '../errors/failures.ts';

/** What the live list shows of an event. Texts are cut: one event may hold 256 KiB. @param failure its main one. */
export function rowOfEvent(
  event: TailEvent,
  failure: Failure | undefined,
  id: number,
  worker: number,
): Row {
  const codes = codesOf(event, failure);
  return {
    id,
    worker,
    time: event.timestamp ?? NaN,
    kind: rowKind(event.trigger),
    tone: toneOf(event, failure),
    status: shownStatus(event),
    cpu: event.cpuTime ?? NaN,
    wall: event.wallTime ?? NaN,
    title: short(titleOf(event)),
    code: chipOf(event, failure, codes),
    text: short(textOf(event, failure, codes)),
  };
}

const SHORT = 300;

function short(text: string): string {
  // The later lines often hold the answer; a message may have 256 KiB.
  const line = text.slice(0, 4 * SHORT).replace(/\s*\n\s*/g, ' ');
  return line.length > SHORT ? `${line.slice(0, SHORT)}…` : line;
}

function rowKind(trigger: Trigger): RowKind {
  return trigger.kind === 'fetch' && trigger.webSocketUpgrade ? 'upgrade' : trigger.kind;
}

function shownStatus(event: TailEvent): number {
  const status = statusOf(event) ?? 0;
  return status > 0 && status < 1000 ? status : 0;
}

/** Such as `GET /path`, `Room.webSocketClose ab12…9f`, `cron *\/5 * * * *`, `queue orders (10)`. */
export function titleOf(event: TailEvent): string {
  const { trigger, entrypoint } = event;
  const of = (name: string): string => (entrypoint === undefined ? name : `${entrypoint}.${name}`);
  const object = shortId(event.durableObjectId);
  switch (trigger.kind) {
    case 'fetch':
      return `${trigger.webSocketUpgrade ? 'WS ' : ''}${trigger.method} ${pathOf(trigger.url)}`;
    case 'rpc':
      return of(`${trigger.method === '' ? t('(call)') : trigger.method}()`);
    case 'webSocket':
      return `${of(`webSocket${capital(trigger.type)}`)}${object}`;
    case 'scheduled':
      return t('cron {0}', trigger.cron);
    case 'alarm':
      return `${of('alarm')}${object}`;
    case 'queue':
      return t('queue {0} ({1})', trigger.queue, trigger.batchSize);
    case 'email':
      return t('email to {0}', trigger.to);
    case 'tail':
      return tailTitle(trigger.scripts.join(', '));
    case 'other':
      return of(trigger.keys.length === 0 ? t('event') : t('event ({0})', trigger.keys.join(', ')));
  }
}

function tailTitle(scripts: string): string {
  return scripts === '' ? t('tail of another Worker') : t('tail of {0}', scripts);
}

function shortId(id: string | undefined): string {
  return id === undefined ? '' : ` ${id.slice(0, 4)}…${id.slice(-2)}`;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** The address without its host, which is the same in every row. */
function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '') || '/';
}

function toneOf(event: TailEvent, failure: Failure | undefined): Tone {
  if (failure?.kind === 'answered') return 'answered';
  if (isFailing(event)) return 'error';
  if (failure !== undefined || abnormalClose(event.trigger)) return 'warning';
  if (event.logs.some((log) => isLoud(log.level))) return 'warning';
  return event.outcome === 'ok' ? 'normal' : 'muted';
}

function abnormalClose(trigger: Trigger): boolean {
  return trigger.kind === 'webSocket' && trigger.code !== undefined && !isNormalClose(trigger.code);
}

/** The most telling code: what the visitor saw, else how the failure is known, else why the socket closed. */
function chipOf({ trigger }: TailEvent, failure: Failure | undefined, codes: EventCodes): string {
  if (failure?.kind === 'thrown') return codes.edge ?? codes.runtime ?? codes.outcome ?? '';
  return codes.unthrown ?? (abnormalClose(trigger) ? (codes.close ?? '') : '');
}

function textOf(event: TailEvent, failure: Failure | undefined, codes: EventCodes): string {
  if (failure?.message !== undefined) return `${failure.name}: ${failure.message}`;
  const { close, outcome, unthrown } = codes;
  if (abnormalClose(event.trigger) && close !== undefined) {
    return firstMeaning(close)?.entry.title ?? close;
  }
  if (outcome !== undefined) return `${event.outcome}: ${firstMeaning(outcome)?.entry.title ?? ''}`;
  const log = event.logs.find(({ level }) => isLoud(level)) ?? event.logs[0];
  if (log !== undefined) return `${log.level} ${logText(log.message)}`;
  return firstMeaning(unthrown)?.entry.title ?? '';
}

/** A console call's arguments as one line. */
function logText(message: readonly unknown[]): string {
  return message.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
}
