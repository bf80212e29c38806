import { t } from '../../shared/l10n.ts';
import type { SessionStateName } from '../../shared/protocol.ts';
import type { StopReason } from './wranglerOutput.ts';

/** One tail's state. wrangler announces nothing in JSON format, so all but the end is inferred. */
export interface SessionState {
  readonly name: SessionStateName;
  readonly sentence: string;
  /** When the state began, ms since the epoch. */
  readonly since: number;
  readonly stop: StopReason | undefined;
}

export type SessionSignal =
  | { readonly type: 'event' }
  | { readonly type: 'notice'; readonly notice: string; readonly message: string }
  | { readonly type: 'connection-lost' }
  | { readonly type: 'tick' }
  | { readonly type: 'stopped'; readonly stop: StopReason };

/** Failed starts exited 0.7 to 8 s after the spawn (measured), so one that lives longer is connected. */
const CONNECTED_AFTER = 10_000;
/** wrangler gives up reconnecting about 31 s after the drop (measured). */
const RECONNECTED_AFTER = 35_000;
const QUIET_AFTER = 15_000;

export function startSession(now: number): SessionState {
  return state('starting', t('Connecting to Cloudflare.'), now);
}

/** @param now ms since the epoch. @returns the same object when nothing changes. */
export function nextState(
  current: SessionState,
  signal: SessionSignal,
  lastEventAt: number,
  now: number,
): SessionState {
  if (current.name === 'stopped') return current;
  switch (signal.type) {
    case 'stopped':
      return { name: 'stopped', sentence: signal.stop.sentence, since: now, stop: signal.stop };
    case 'event':
      return current.name === 'live' || current.name === 'sampling'
        ? current
        : state('live', t('Receiving events.'), now);
    case 'notice':
      if (signal.notice === 'overload') return state('sampling', signal.message, now);
      if (signal.notice === 'overload-stop') return state('live', t('Receiving all events.'), now);
      return current;
    case 'connection-lost':
      return current.name === 'reconnecting'
        ? current
        : state('reconnecting', t('The connection was lost; wrangler is making it again.'), now);
    case 'tick':
      return afterTime(current, lastEventAt, now);
  }
}

function afterTime(current: SessionState, lastEventAt: number, now: number): SessionState {
  const age = now - current.since;
  if (current.name === 'starting' && age >= CONNECTED_AFTER) {
    return state('quiet', t('Connected. No requests have arrived yet.'), now);
  }
  if (current.name === 'reconnecting' && age >= RECONNECTED_AFTER) {
    return state('quiet', t('Connected again. No requests have arrived since.'), now);
  }
  if (current.name === 'live' && now - lastEventAt >= QUIET_AFTER) {
    return state('quiet', t('Connected. No requests are arriving.'), now);
  }
  return current;
}

function state(name: SessionStateName, sentence: string, since: number): SessionState {
  return { name, sentence, since, stop: undefined };
}
