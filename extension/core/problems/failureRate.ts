/** Failures among the events that came in a row: both counted, neither the one that began the counting. */
export interface Sample {
  readonly failures: number;
  readonly events: number;
}

/** Sure enough that a problem is gone: the chance of so many quiet events by luck is below this. */
const FALSE_FIXED = 0.01;

/**
 * How often the bound may lie above the true rate. With 4 % the share of false "fixed" stays below 1 % for
 * every rate, also when the new version comes right after a failure (computed: 0.85 % at worst; 5 % gives
 * 1.05 %, and Wilson's interval with z = 3 gives 1.9 %, as it is too high for few failures).
 */
const LUCK = 0.04;

/**
 * Events after a deploy are not independent: the same visitor tries again, the same cron repeats. So few
 * of them prove nothing, however often the handler failed before.
 */
export const FEWEST = 10;

/** A rate this small is not worth waiting for: over so many events traffic itself changes. */
export const MOST = 100_000;

/**
 * How many events in a row must not fail before a problem counts as fixed: the smallest N with
 * (1 − p)^N < 1 %, thus N = ⌈ln 0.01 / ln(1 − p)⌉, at least 10; p is the lower bound of the failure rate.
 *
 * @returns undefined when nothing failed in the sample: there is no rate to judge by. More than `MOST`
 *   is what it says: nobody will wait for it.
 */
export function quietEventsNeeded(sample: Sample): number | undefined {
  const rate = lowerBound(sample);
  if (rate <= 0) return undefined;
  if (rate >= 1) return FEWEST;
  return Math.max(FEWEST, Math.ceil(Math.log(FALSE_FIXED) / Math.log1p(-rate)));
}

/** Beyond, the sum below takes long (a new version may ask for 2,000 problems at once), and the score is as good. */
const EXACT = 20;
/** Two standard deviations: more careful than 4 %, as the score is no exact bound. */
const DEVIATIONS = 2;

/**
 * Lower confidence bound of a rate, one-sided. Up to 20 failures the exact one: the rate at which so many
 * failures or more are just 4 % likely. For more of them Wilson's score.
 *
 * @see Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the
 *   binomial", Biometrika 26 (1934), 404–413
 * @see Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
 *   American Statistical Association 22 (1927), 209–212
 */
export function lowerBound({ failures, events }: Sample): number {
  if (failures <= 0 || events <= 0) return 0;
  if (failures > EXACT) return score(failures, events);
  if (failures >= events) return LUCK ** (1 / events);
  return exactBound(failures, events);
}

function score(failures: number, events: number): number {
  const rate = failures / events;
  const square = DEVIATIONS ** 2;
  const spread = Math.sqrt((rate * (1 - rate)) / events + square / (4 * events ** 2));
  return (rate + square / (2 * events) - DEVIATIONS * spread) / (1 + square / events);
}

function exactBound(failures: number, events: number): number {
  const steps: number[] = [];
  for (let k = 0; k < failures; k++) steps.push(Math.log((events - k) / (k + 1)));
  let low = 0;
  let high = failures / events;
  for (let i = 0; i < 24; i++) {
    const middle = (low + high) / 2;
    if (atLeast(steps, events, middle) > LUCK) high = middle;
    else low = middle;
  }
  return low;
}

/**
 * The chance of so many failures or more at this rate, by logarithms, as powers underflow.
 *
 * @param steps by number of failures: the logarithm of the next binomial coefficient by this one.
 */
function atLeast(steps: readonly number[], events: number, rate: number): number {
  const quiet = Math.log1p(-rate);
  const odds = Math.log(rate) - quiet;
  let term = events * quiet;
  let fewer = 0;
  for (const step of steps) {
    fewer += Math.exp(term);
    term += step + odds;
  }
  return 1 - fewer;
}
