import { t } from '../../shared/l10n.ts';
import type { RowKind, Tone } from '../../shared/row.ts';
import {
  isFailing,
  isLoud,
  statusOf,
  type TailEvent,
  type TailLog,
  type Trigger,
} from '../../shared/tailEvent.ts';
import { firstMeaning, isNormalClose, type EventCodes } from '../catalog/eventCodes.ts';
import type { Failure } from '../errors/failures.ts';
import type { Said } from '../kept/facets.ts';

/** A row's texts are cut there, in UTF-16 units: one event may hold 256 KiB. */
const SHORT = 300;

/** @returns the text in one line, not longer than a row shows. */
export function short(text: string): string {
  // The later lines often hold the answer.
  const start = text.length > 4 * SHORT ? text.slice(0, 4 * SHORT) : text;
  const line = start.includes('\n') ? start.replace(/\s*\n\s*/g, ' ') : start;
  return line.length > SHORT ? `${line.slice(0, SHORT)}…` : line;
}

export function rowKind(trigger: Trigger): RowKind {
  return trigger.kind === 'fetch' && trigger.webSocketUpgrade ? 'upgrade' : trigger.kind;
}

/** @returns 0 when there is none, or none that a status can be. */
export function shownStatus(event: TailEvent): number {
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
export function pathOf(url: string): string {
  const path = url.slice(hostEnd(url));
  return path === '' ? '/' : path;
}

/** Empty for an address that has none. */
export function hostOf(url: string): string {
  const scheme = url.indexOf('://');
  return scheme < 0 ? '' : url.slice(scheme + 3, hostEnd(url));
}

function hostEnd(url: string): number {
  const scheme = url.indexOf('://');
  if (scheme < 0) return 0;
  for (let at = scheme + 3; at < url.length; at++) {
    const unit = url.charCodeAt(at);
    if (unit === SLASH || unit === QUESTION || unit === HASH) return at;
  }
  return url.length;
}

const SLASH = 0x2f;
const QUESTION = 0x3f;
const HASH = 0x23;

export function toneOf(event: TailEvent, failure: Failure | undefined): Tone {
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
export function chipOf(
  { trigger }: TailEvent,
  failure: Failure | undefined,
  codes: EventCodes,
): string {
  if (failure?.kind === 'thrown') return codes.edge ?? codes.runtime ?? codes.outcome ?? '';
  return codes.unthrown ?? (abnormalClose(trigger) ? (codes.close ?? '') : '');
}

/** What the row says beside its title, or which console call says it. */
export function textOf(
  event: TailEvent,
  failure: Failure | undefined,
  codes: EventCodes,
): { readonly said: Exclude<Said, 'log'>; readonly text: string } | TailLog {
  if (failure?.message !== undefined) return { said: 'error', text: errorText(failure) };
  const { close, outcome, unthrown } = codes;
  if (abnormalClose(event.trigger) && close !== undefined) {
    return { said: 'other', text: firstMeaning(close)?.entry.title ?? close };
  }
  if (outcome !== undefined) {
    const title = firstMeaning(outcome)?.entry.title ?? '';
    return { said: 'other', text: `${event.outcome}: ${title}` };
  }
  const log = event.logs.find(({ level }) => isLoud(level)) ?? event.logs[0];
  if (log !== undefined) return log;
  const title = firstMeaning(unthrown)?.entry.title;
  return title === undefined ? { said: 'nothing', text: '' } : { said: 'other', text: title };
}

export function errorText({ name, message }: Failure): string {
  return message === undefined ? name : `${name}: ${message}`;
}

/** A console call as one text: its level and its arguments. */
export function logText({ level, message }: TailLog): string {
  let text = level;
  for (const part of message) text += ` ${typeof part === 'string' ? part : JSON.stringify(part)}`;
  return text;
}
