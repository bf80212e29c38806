import type { Tone } from '../../shared/row.ts';

/** The words of `status:` that are true of an event. */
export function statusWords({
  failing,
  logged,
  outcome,
  tone,
}: {
  readonly failing: boolean;
  /** It did not fail, and an error was logged. */
  readonly logged: boolean;
  readonly outcome: string;
  readonly tone: Tone;
}): readonly string[] {
  return [
    ...(failing ? ['failing', 'error'] : outcome === 'ok' ? ['ok'] : []),
    ...(logged ? ['logged'] : []),
    ...(LEFT.has(outcome) ? ['canceled'] : []),
    ...(tone === 'warning' ? ['warning'] : []),
  ];
}

/** The client left before the answer was complete. */
const LEFT = new Set(['canceled', 'responseStreamDisconnected']);
