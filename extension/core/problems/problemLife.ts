import { MOST, quietEventsNeeded, type Sample } from './failureRate.ts';
import type { Version } from './versionOrder.ts';

/**
 * The life of one problem. Plain data, never changed in place.
 *
 * active → edited → waiting → watching → cleared; a failure in a version newer than the last failing one
 * leads back to active from anywhere, and from cleared it is a regression. A new version is watched also
 * when nothing was edited here: somebody else may have deployed.
 */
export interface ProblemLife {
  /** The newest version that failed; undefined when events have no version, as those of a local workerd. */
  readonly failing: Version | undefined;
  /** Of the events of `failing` only: a version between may have changed how often it fails. */
  readonly sample: Sample;
  /** What the user did to the place since: `saved` means that the edit can be deployed. */
  readonly edit: 'none' | 'edited' | 'saved';
  /** Set while newer versions are watched. */
  readonly watch: Watch | undefined;
  readonly cleared: boolean;
  readonly regression: Regression | undefined;
}

export interface Watch {
  /** The first version newer than the last failing one. */
  readonly since: Version;
  /** Events of the same handler in newer versions, none of which failed so. */
  readonly quiet: number;
  /** See `quietEventsNeeded`; undefined: it failed once only, and that is no rate. */
  readonly needed: number | undefined;
  /** Failures in old versions since: a rollout that is not complete yet, or a rollback. */
  readonly old: number;
}

/** It was cleared and came back: ids of versions. */
export interface Regression {
  readonly lastFailing: string;
  readonly cameBack: string;
}

export type Stage = 'active' | 'edited' | 'waiting' | 'watching' | 'cleared';

/** The first failure. It begins the counting and is not counted: problems exist because something failed. */
export function firstFailure(version: Version | undefined): ProblemLife {
  return {
    failing: version,
    sample: { failures: 0, events: 0 },
    edit: 'none',
    watch: undefined,
    cleared: false,
    regression: undefined,
  };
}

export function stageOf({ cleared, watch, edit }: ProblemLife): Stage {
  if (cleared) return 'cleared';
  if (watch !== undefined) return 'watching';
  return edit === 'none' ? 'active' : edit === 'edited' ? 'edited' : 'waiting';
}

/** Nobody will wait for so many events: it stays "not enough events", and `needed` says how many. */
export function isTooRare({ watch }: ProblemLife): boolean {
  return watch !== undefined && (watch.needed === undefined || watch.needed > MOST);
}

/** It failed again. */
export function failed(life: ProblemLife, version: Version | undefined): ProblemLife {
  const { failing } = life;
  if (version === undefined || failing === undefined) return failedUnversioned(life, version);
  if (version.rank <= failing.rank) return failedAsBefore(life, version);
  return {
    failing: version,
    sample: firstSample(life, version),
    // The deployed text has the edit, and it did not help; one that is not saved yet is not in it.
    edit: life.edit === 'edited' ? 'edited' : 'none',
    watch: undefined,
    cleared: false,
    regression: life.cleared ? { lastFailing: failing.id, cameBack: version.id } : life.regression,
  };
}

/** Events of the same handler that ran to their end, or failed otherwise. @param times how many. */
export function handled(
  life: ProblemLife,
  version: Version | undefined,
  times: number,
): ProblemLife {
  if (times <= 0 || life.cleared) return life;
  if (version?.id === life.failing?.id) return counted(life, { failures: 0, events: times });
  if (!isNewer(life, version)) return life;
  const { watch } = versionSeen(life, version);
  if (watch === undefined) return life;
  const quiet = watch.quiet + times;
  const done = watch.needed !== undefined && watch.needed <= MOST && quiet >= watch.needed;
  return {
    ...life,
    watch: { ...watch, quiet },
    cleared: done,
    edit: done ? 'none' : life.edit,
    regression: done ? undefined : life.regression,
  };
}

/** An event of this version was seen, of whatever handler. */
export function versionSeen(life: ProblemLife, version: Version | undefined): ProblemLife {
  if (life.cleared || life.watch !== undefined || !isNewer(life, version)) return life;
  const needed = quietEventsNeeded(life.sample);
  return { ...life, watch: { since: version, quiet: 0, needed, old: 0 } };
}

/** The user changed the marked range, not saved yet. */
export function edited(life: ProblemLife): ProblemLife {
  return life.cleared || life.edit === 'edited' ? life : { ...life, edit: 'edited' };
}

/** An edit of the marked range was saved. */
export function saved(life: ProblemLife): ProblemLife {
  return life.edit === 'edited' ? { ...life, edit: 'saved' } : life;
}

/** The marked range is again as it was deployed. */
export function reverted(life: ProblemLife): ProblemLife {
  return life.edit === 'none' ? life : { ...life, edit: 'none' };
}

/**
 * The same version again, or an older one that a gradual rollout still serves: no word on the newer ones.
 * A version whose order is not known (equal rank) is taken for failing as well.
 */
function failedAsBefore(life: ProblemLife, version: Version): ProblemLife {
  const again = version.id === life.failing?.id;
  const next = again ? counted(life, { failures: 1, events: 1 }) : life;
  if (next.watch === undefined) return next;
  // Once there is a rate it stays: to choose among several would favour the lucky one.
  const needed = next.watch.needed ?? quietEventsNeeded(next.sample);
  return { ...next, watch: { ...next.watch, needed, old: next.watch.old + 1 } };
}

/**
 * A version that was watched from its first event was not chosen for failing, so its failure counts. Of
 * any other it is not known how many events went before.
 */
function firstSample({ cleared, watch }: ProblemLife, version: Version): Sample {
  const fromItsStart = !cleared && (watch === undefined || watch.since.id === version.id);
  return fromItsStart
    ? { failures: 1, events: (watch?.quiet ?? 0) + 1 }
    : { failures: 0, events: 0 };
}

/** Without versions nothing is known of a fix: a failure is a failure. */
function failedUnversioned(life: ProblemLife, version: Version | undefined): ProblemLife {
  if (life.failing === undefined && version !== undefined) {
    return { ...firstFailure(version), edit: life.edit };
  }
  const next = counted(life, { failures: 1, events: 1 });
  return life.failing === undefined ? { ...next, watch: undefined, cleared: false } : next;
}

function counted(life: ProblemLife, { failures, events }: Sample): ProblemLife {
  const { sample } = life;
  return {
    ...life,
    sample: { failures: sample.failures + failures, events: sample.events + events },
  };
}

function isNewer(life: ProblemLife, version: Version | undefined): version is Version {
  return version !== undefined && life.failing !== undefined && version.rank > life.failing.rank;
}
