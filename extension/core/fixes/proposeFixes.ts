import type { Log } from '../../shared/log.ts';
import type { Fix, FixRule } from './fixRule.ts';
import { rules as allRules } from './rules/index.ts';
import { type SyntaxTree, SyntaxTrees } from './syntaxTree.ts';

export interface FixRequest {
  /** Catalog codes of the problem, such as `rt:illegal-invocation`. */
  readonly codes: readonly string[];
  /** The message of the first exception. */
  readonly message: string;
  /** The text of the file as it is now. */
  readonly source: string;
  /** Path in the Worker project; what tools write there is not edited. */
  readonly fileName: string;
  /** The place of the problem in the source, UTF-16 units from 0; it may be off within its function. */
  readonly offset: number;
  readonly log: Log;
  readonly rules?: readonly FixRule[];
  /** Texts that are parsed already; those asked for last are kept when missing. */
  readonly trees?: SyntaxTrees;
}

/** A light bulb asks again at each move of the cursor: a text is parsed once. */
const KEPT = new SyntaxTrees();

/**
 * The edits that would remove the cause, safe ones first, else in the order of the rules. Empty when no
 * rule answers the codes, when the text cannot be parsed or when no rule finds its pattern at the place.
 * A rule that throws is a bug of that rule alone: it is logged and left out.
 */
export function proposeFixes(request: FixRequest): Fix[] {
  const { codes, message, source, fileName, offset, log, trees = KEPT } = request;
  const answering = (request.rules ?? allRules).filter((rule) =>
    rule.codes.some((code) => codes.includes(code)),
  );
  const isInside = offset >= 0 && offset <= source.length;
  if (answering.length === 0 || !isInside || GENERATED.test(fileName)) return [];
  const tree = trees.get(source, fileName);
  if (tree === undefined) return [];
  const fixes = answering.flatMap(
    (rule) => propose(rule, { source, tree, offset, message }, log) ?? [],
  );
  return [...fixes.filter(isSafe), ...fixes.filter((fix) => !isSafe(fix))];
}

/** An edit to an installed package or a bundle is lost with the next install or build. */
const GENERATED = /(^|[\\/])(node_modules|\.wrangler|dist)[\\/]/;

function propose(
  rule: FixRule,
  context: { source: string; tree: SyntaxTree; offset: number; message: string },
  log: Log,
): Fix | undefined {
  try {
    return rule.propose(context);
  } catch (error) {
    log.error(`Fix rule ${rule.id} failed.`);
    log.error(error instanceof Error ? error : String(error));
    return undefined;
  }
}

function isSafe({ safety }: Fix): boolean {
  return safety === 'safe';
}
