/** A message that a source can raise. */
export interface SourceText {
  /** Counted from 1. */
  readonly line: number;
  /** With a gap, `{name}`, for each value that is put in when it is raised. */
  readonly text: string;
  /** It is logged, not thrown. */
  readonly isWarning: boolean;
}
