import { statusOf, type TailEvent } from '../../shared/tailEvent.ts';
import { t } from '../../shared/l10n.ts';
import { uniqueMeanings, type Meaning } from '../catalog/catalog.ts';
import { codesOf, errorPage, firstMeaning } from '../catalog/eventCodes.ts';
import { decided, identify, type Finding } from '../catalog/identify.ts';
import { logsEmptyError } from './emptyError.ts';
import { mainFailure, type Failure } from './failures.ts';
import { endsOf, warningCause } from './warningCause.ts';

/** What there is to say about an event. */
export interface Explanation {
  readonly meaning: Meaning;
  /** What in the event says so, a sentence. */
  readonly evidence: string;
  /** Such as `Error 1101`. */
  readonly visitorSaw: string | undefined;
  /** Other codes of the same event. */
  readonly also: readonly Meaning[];
  /** A number in the event that may mean several things. */
  readonly undecided: Finding | undefined;
}

/** What may be the meaning of an event, and what in the event says so. */
type Candidate = readonly [meaning: Meaning | undefined, evidence: () => string];

/** @returns undefined for an event that ran to its end without trouble. */
export function explainEvent(event: TailEvent): Explanation | undefined {
  const failure = mainFailure(event);
  const codes = codesOf(event, failure);
  const fromLogs = logFindings(event);
  const message = failure?.message;
  const findings = [
    ...(message === undefined ? [] : [identify(message, 'exception')]),
    ...fromLogs,
  ];
  const close = firstMeaning(codes.close);
  const outcome = firstMeaning(codes.edge, codes.outcome);
  const unthrown: Candidate = [
    firstMeaning(codes.unthrown),
    () => errorEvidence(codes.unthrown, failure, event),
  ];
  const candidates: readonly Candidate[] = [
    [firstMeaning(codes.runtime), () => errorEvidence(codes.runtime, failure, event)],
    ...(failure?.kind === 'logged' ? [unthrown] : []),
    [close, () => t('The close event carries this code.')],
    [outcome, () => t('The outcome of the event is {0}.', event.outcome)],
    ...fromLogs.map(
      (finding) => [decided(finding), () => t('A log line says it: {0}', finding.said)] as const,
    ),
    unthrown,
  ];
  const all = [
    ...candidates.map(([meaning]) => meaning),
    ...[codes.edge, codes.outcome].map((code) => firstMeaning(code)),
  ].filter((meaning) => meaning !== undefined);
  const warning = warningCause(event, codes, message);
  const [meaning, evidence] =
    warning === undefined
      ? (candidates.find(([each]) => each !== undefined) ?? [])
      : [warning.meaning, () => t('A warning in the logs names the cause: {0}', warning.said)];
  if (meaning === undefined || evidence === undefined) return undefined;
  return {
    meaning,
    evidence: evidence(),
    visitorSaw: codes.edge === undefined ? undefined : errorPage(codes.edge),
    also: uniqueMeanings(all).filter(({ code }) => code !== meaning.code),
    undecided: findings.find((finding) => (finding?.meanings.length ?? 0) > 1),
  };
}

function errorEvidence(
  code: string | undefined,
  failure: Failure | undefined,
  event: TailEvent,
): string {
  // A tail never carries an edge code of its own: this one is the answer of a host that the Worker called.
  if (code?.startsWith('cf:') === true) {
    return t(
      'A host that the Worker called answered with this code: look at the fetch, not at the code that read its answer.',
    );
  }
  const status = statusOf(event);
  switch (failure?.kind) {
    case 'logged':
      return status === undefined
        ? t('The Worker logged this error; nothing was thrown.')
        : t('The Worker logged this error and answered {0}.', status);
    case 'answered':
      if (logsEmptyError(event)) {
        return t(
          'The Worker answered {0}, and logged an empty object where an error belongs: an Error within an object shows so. Log it as an argument of its own.',
          status ?? 0,
        );
      }
      return t('The Worker answered {0}; it threw nothing and logged no Error.', status ?? 0);
    default:
      return t('The first exception says it.');
  }
}

function logFindings({ logs }: TailEvent): Finding[] {
  return endsOf(logs).flatMap(({ message }) => {
    const text = message.map((part) => (typeof part === 'string' ? part : JSON.stringify(part)));
    return identify(text.join(' '), 'log') ?? [];
  });
}
