/**
 * How a failure became known. `thrown`: nothing caught it, or the runtime ended the invocation. `logged`: an
 * Error was given to the console. `answered`: status 5xx, and nothing says why.
 */
export const FAILURE_KINDS = ['thrown', 'logged', 'answered'] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];
