import { atPlace, nodesAround } from '../fixes/place.ts';
import { rules as allRules } from '../fixes/rules/index.ts';
import { parseSource, startOf, type SyntaxTree } from '../fixes/syntax/syntaxTree.ts';
import type { FixRule } from '../fixes/fixRule.ts';
import { type FoundIn, textOf } from './entrySource.ts';

/**
 * Where in a handler the failure of this code must have come from: the one thing there that a rule for the code
 * can mend. Undefined when there is none, or more than one.
 */
export function findMistake(
  { source, offset }: FoundIn,
  code: string,
  message: string,
  rules: readonly FixRule[] = allRules,
): FoundIn | undefined {
  const answering = rules.filter(({ codes }) => codes.includes(code));
  const tree = answering.length === 0 ? undefined : parseSource(textOf(source), source.file);
  if (tree === undefined) return undefined;
  try {
    const place = placeAmong(answering, tree, offset, message);
    return place === undefined ? undefined : { source, offset: place };
  } catch {
    return undefined; // a bug of a rule, which is logged where its fix is asked for
  }
}

function placeAmong(
  rules: readonly FixRule[],
  tree: SyntaxTree,
  offset: number,
  message: string,
): number | undefined {
  const nodes = nodesAround(tree, offset);
  const places = new Set<number>();
  for (const rule of rules) {
    const findings = rule
      .find({ tree, nodes, message })
      .filter((finding) => finding.fixes().length > 0);
    if (findings.length === 0) continue;
    const found = atPlace(tree, offset, findings, 'handler');
    if (found === undefined) return undefined;
    places.add(startOf(found.node));
  }
  const [place, ...others] = places;
  return others.length > 0 ? undefined : place;
}
