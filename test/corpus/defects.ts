/** A mistake that a published Worker really makes. */
export interface Defect {
  readonly rule: string;
  /** As in `WorkerSource.name`. */
  readonly source: string;
  readonly line: string;
  /** Why it fails. */
  readonly reason: string;
}

export const defects: readonly Defect[] = [];
