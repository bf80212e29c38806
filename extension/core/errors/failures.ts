import type { FailureKind } from '../../shared/failureKind.ts';
import {
  endedBadly,
  isFailing,
  statusOf,
  type LoggedError,
  type TailEvent,
  type TailLog,
} from '../../shared/tailEvent.ts';
import { errorsInValue, mayHoldError } from './loggedError.ts';

/** What went wrong in an event. */
export interface Failure {
  readonly kind: FailureKind;
  /** Of the error; without one it is the outcome, or `HTTP 503`. */
  readonly name: string;
  /** Undefined when there was no error. */
  readonly message: string | undefined;
  readonly stack: string | undefined;
  /** Of the console call. */
  readonly level: string | undefined;
}

/** Logged errors of one event, at most: a loop may log one a turn. */
const MOST = 10;

/**
 * All that is known to have gone wrong in an event, the main failure first: what was thrown, of which the first
 * is the cause, then what was logged. An error counts once, however often the app logs it, and also if it throws
 * it then. Empty for an event that ran well.
 */
export function failuresOf(event: TailEvent): readonly Failure[] {
  const errors = errorsOf(event);
  if (endedBadly(event) && errors[0]?.kind !== 'thrown') {
    return [withoutError('thrown', event.outcome), ...errors];
  }
  if (errors.length > 0 || !isFailing(event)) return errors;
  return [withoutError('answered', `HTTP ${statusOf(event) ?? 0}`)];
}

/** The main failure; undefined for an event that ran well. */
export function mainFailure(event: TailEvent): Failure | undefined {
  return failuresOf(event)[0];
}

/** Those that are not a consequence of another: of what was thrown only the first. */
export function separateFailures(failures: readonly Failure[]): readonly Failure[] {
  return failures.filter(({ kind }, index) => index === 0 || kind !== 'thrown');
}

/** The errors of an event, in the order of `failuresOf`. */
function errorsOf(event: TailEvent): readonly Failure[] {
  if (event.exceptions.length === 0 && !event.logs.some((log) => mayTell(log, event))) return [];
  const errors: Failure[] = event.exceptions.map(({ name, message, stack }) => ({
    kind: 'thrown',
    name,
    message,
    stack,
    level: undefined,
  }));
  const thrown = errors.length;
  for (const log of byWeight(event.logs)) {
    for (const error of errorsIn(log, event)) {
      if (errors.length - thrown >= MOST) return errors;
      const at = errors.findIndex((other) => isSame(other, error));
      const known = errors[at];
      if (known === undefined) errors.push({ kind: 'logged', ...error, level: log.level });
      // One of the two may tell where it failed.
      else errors[at] = { ...known, stack: known.stack ?? error.stack };
    }
  }
  return errors;
}

function withoutError(kind: FailureKind, name: string): Failure {
  return { kind, name, message: undefined, stack: undefined, level: undefined };
}

function isSame(one: Failure, other: LoggedError): boolean {
  return (
    one.name === other.name &&
    one.message === other.message &&
    (one.stack === other.stack || one.stack === undefined || other.stack === undefined)
  );
}

/** What the app itself calls an error comes before what it mentions. */
function byWeight(logs: readonly TailLog[]): TailLog[] {
  return [...logs].sort((one, other) => weightOf(other) - weightOf(one));
}

function weightOf({ level }: TailLog): number {
  return level === 'error' ? 2 : level === 'warn' ? 1 : 0;
}

function mayTell({ message, errors }: TailLog, event: TailEvent): boolean {
  return (
    errors.length > 0 || (statusOf(event) ?? 0) >= 500 || message.some((part) => mayHoldError(part))
  );
}

function errorsIn({ message, errors }: TailLog, event: TailEvent): LoggedError[] {
  const answered = (statusOf(event) ?? 0) >= 500;
  return message.flatMap((part, index) => {
    const told = errors[index];
    if (told !== undefined) return [told];
    const found = errorsInValue(part);
    return found.length > 0 || !answered ? found : printedError(part);
  });
}

/**
 * An Error as the console prints it, without its stack: a runtime that sends no `errorInfo` leaves no more of it,
 * and none does so for a DOMException (measured). Only the status 5xx makes a failure of such words.
 */
function printedError(part: unknown): LoggedError[] {
  const [, name, message] = (typeof part === 'string' && PRINTED.exec(part)) || [];
  return name === undefined || message === undefined ? [] : [{ name, message, stack: undefined }];
}

const PRINTED = /^([A-Z][\w$]{0,99}(?:Error|Exception)|Error): (\S[^]*)$/;
