import type { Problem } from './problem.ts';

/** The loudest first. `off`: counted, without a marker. */
export const SEVERITIES = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a problem without a setting of its own gets, by how it was seen. */
export const DEFAULT_SEVERITIES = {
  thrown: 'error',
  loggedFailing: 'error',
  logged: 'warning',
  logged4xx: 'information',
  answered: 'off',
} as const satisfies Readonly<Record<string, Severity>>;

/**
 * How loudly a problem is told. What was thrown goes by the outcome of its event. An app logs errors that it
 * answers with 4xx on purpose, and others after which it goes on: those are told less loudly, once more so
 * where it did not call them errors or warnings.
 *
 * @param chosen by outcome and by the names of `DEFAULT_SEVERITIES`.
 */
export function severityOf(
  problem: Pick<Problem, 'outcome' | 'seen'>,
  chosen: (name: string) => Severity | undefined,
): Severity {
  const name = weightOf(problem.seen);
  const byName = chosen(name) ?? DEFAULT_SEVERITIES[name];
  if (name === 'thrown') return chosen(problem.outcome) ?? byName;
  return problem.seen.failing || problem.seen.loud ? byName : lower(byName);
}

function weightOf({ kind, failing, status = 0 }: Problem['seen']): keyof typeof DEFAULT_SEVERITIES {
  if (kind !== 'logged') return kind;
  if (failing) return 'loggedFailing';
  return status >= 400 ? 'logged4xx' : 'logged';
}

/** By one step; nothing goes off in silence. */
function lower(severity: Severity): Severity {
  const next = { error: 'warning', warning: 'information', information: 'hint' } as const;
  return severity === 'hint' || severity === 'off' ? severity : next[severity];
}
