import { t } from '../../shared/l10n.ts';
import type { Row, RowKind, Tone } from '../../shared/row.ts';
import { isFailing, type TailEvent, type Trigger } from '../../shared/tailEvent.ts';
import { codesOf, firstMeaning, isNormalClose } from '../catalog/eventCodes.ts';

/** What the live list shows of an event. Texts are cut: one event may hold 256 KiB. */
export function rowOfEvent(event: TailEvent, id: number, worker: number): Row {
  return {
    id,
    worker,
    time: event.timestamp ?? NaN,
    kind: rowKind(event.trigger),
    tone: toneOf(event),
    status: statusOf(event),
    cpu: event.cpuTime ?? NaN,
    wall: event.wallTime ?? NaN,
    title: short(titleOf(event)),
    code: chipOf(event),
    text: short(textOf(event)),
  };
}

const SHORT = 300;

function short(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > SHORT ? `${line.slice(0, SHORT)}…` : line;
}

function rowKind(trigger: Trigger): RowKind {
  return trigger.kind === 'fetch' && trigger.webSocketUpgrade ? 'upgrade' : trigger.kind;
}

function statusOf({ trigger }: TailEvent): number {
  const status = trigger.kind === 'fetch' ? (trigger.status ?? 0) : 0;
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

function toneOf(event: TailEvent): Tone {
  if (isFailing(event)) return 'error';
  if (abnormalClose(event.trigger)) return 'warning';
  if (event.logs.some((log) => log.level === 'error' || log.level === 'warn')) return 'warning';
  return event.outcome === 'ok' ? 'normal' : 'muted';
}

function abnormalClose(trigger: Trigger): boolean {
  return trigger.kind === 'webSocket' && trigger.code !== undefined && !isNormalClose(trigger.code);
}

/** The most telling code: what the visitor saw, else why the socket closed, else what was thrown. */
function chipOf(event: TailEvent): string {
  const codes = codesOf(event);
  if (codes.edge !== undefined) return codes.edge;
  if (isFailing(event)) return codes.runtime ?? codes.outcome ?? '';
  return abnormalClose(event.trigger) ? (codes.close ?? '') : '';
}

function textOf(event: TailEvent): string {
  const cause = event.exceptions[0];
  if (cause !== undefined) return `${cause.name}: ${cause.message}`;
  const { close, outcome } = codesOf(event);
  if (abnormalClose(event.trigger) && close !== undefined) {
    return firstMeaning(close)?.entry.title ?? close;
  }
  if (outcome !== undefined) return `${event.outcome}: ${firstMeaning(outcome)?.entry.title ?? ''}`;
  const log = event.logs[0];
  return log === undefined ? '' : `${log.level} ${logText(log.message)}`;
}

/** A console call's arguments as one line. */
function logText(message: readonly unknown[]): string {
  return message.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
}
