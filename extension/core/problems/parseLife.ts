import { fieldsOf } from '../../shared/fieldsOf.ts';
import type { ProblemLife, Regression, Watch } from './problemLife.ts';
import { HIGHEST_RANK, type Version } from './versionOrder.ts';

/** A life as it was kept; undefined when it cannot be one. */
export function parseLife(kept: unknown): ProblemLife | undefined {
  const { sample, edit, cleared, ...rest } = fieldsOf(kept);
  const { failures, events } = fieldsOf(sample);
  if (!isCount(failures) || !isCount(events) || failures > events) return undefined;
  if (edit !== 'none' && edit !== 'edited' && edit !== 'saved') return undefined;
  const failing = parseVersion(rest.failing);
  const watch = parseWatch(rest.watch);
  if (typeof cleared !== 'boolean' || (watch === undefined && cleared)) return undefined;
  if (watch !== undefined && (failing === undefined || watch.since.rank <= failing.rank)) {
    return undefined;
  }
  const regression = parseRegression(rest.regression);
  return { failing, sample: { failures, events }, edit, watch, cleared, regression };
}

function parseWatch(kept: unknown): Watch | undefined {
  const { since, quiet, needed, old } = fieldsOf(kept);
  const version = parseVersion(since);
  if (version === undefined || !isCount(quiet) || !isCount(old)) return undefined;
  return { since: version, quiet, needed: isCount(needed) && needed > 0 ? needed : undefined, old };
}

function parseVersion(kept: unknown): Version | undefined {
  const { id, rank } = fieldsOf(kept);
  return isId(id) && isCount(rank) && rank <= HIGHEST_RANK ? { id, rank } : undefined;
}

function parseRegression(kept: unknown): Regression | undefined {
  const { lastFailing, cameBack } = fieldsOf(kept);
  return isId(lastFailing) && isId(cameBack) ? { lastFailing, cameBack } : undefined;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 100;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
