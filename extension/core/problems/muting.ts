import type { Problem } from './problem.ts';

/** What the user does not want to see. Each list is an "or". */
export interface MuteRules {
  readonly signatures: readonly string[];
  /** Of sources, as shown: `src/vendor`, `src/*.gen.ts`, `**` for any folders. */
  readonly paths: readonly string[];
  readonly outcomes: readonly string[];
  /** `thrown`, `logged`, `answered`. */
  readonly kinds: readonly string[];
}

/** Muted problems are counted on, without a marker. */
export function mutedBy(rules: MuteRules): (problem: Problem) => boolean {
  const signatures = new Set(rules.signatures);
  const outcomes = new Set(rules.outcomes);
  const kinds = new Set(rules.kinds);
  const paths = rules.paths.map((path) => segmentsOf(path));
  return (problem) =>
    signatures.has(problem.signature) ||
    outcomes.has(problem.outcome) ||
    kinds.has(problem.seen.kind) ||
    paths.some((pattern) => covers(pattern, segmentsOf(problem.place.display)));
}

/** `**` stands for any number of folders, `*` and `?` for characters within a name; a folder covers its files. */
export function matchesPath(pattern: string, path: string): boolean {
  return covers(segmentsOf(pattern), segmentsOf(path));
}

function segmentsOf(path: string): string[] {
  return path.split(/[\\/]+/).filter((segment) => segment !== '' && segment !== '.');
}

function covers(pattern: readonly string[], path: readonly string[]): boolean {
  if (pattern.length === 0) return false;
  return wild([...pattern, '**'], path, '**', (one, other) =>
    wild(Array.from(one), Array.from(other), '*', (a, b) => a === '?' || a === b),
  );
}

/**
 * Going back to the last star is enough: an earlier one could only take more. So no pattern takes longer
 * than both lengths multiplied; as a regular expression, some take for ever.
 */
function wild(
  pattern: readonly string[],
  parts: readonly string[],
  star: string,
  equal: (one: string, other: string) => boolean,
): boolean {
  let at = 0;
  let lastStar = -1;
  let taken = 0;
  for (let i = 0; i < parts.length;) {
    const one = pattern[at];
    if (one === star) {
      lastStar = at++;
      taken = i;
    } else if (one !== undefined && equal(one, parts[i] ?? '')) {
      at++;
      i++;
    } else if (lastStar >= 0) {
      at = lastStar + 1;
      i = ++taken;
    } else {
      return false;
    }
  }
  while (pattern[at] === star) at++;
  return at === pattern.length;
}
