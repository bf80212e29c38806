import type { Node } from '@babel/types';
import { t } from '../../shared/l10n.ts';
import type { Log } from '../../shared/log.ts';
import type { Finding, Fix, FixRule, ProjectRule } from './fixRule.ts';
import { isGenerated } from './generated.ts';
import { atPlace, nodesAround, type Reach } from './place.ts';
import type { Project } from './project.ts';
import { projectRules as allProjectRules } from './projectRules/index.ts';
import { remains } from './remains.ts';
import { rules as allRules } from './rules/index.ts';
import { uploadSourceMaps } from './configuration/sourceMaps.ts';
import {
  descendantsOf,
  recentTrees,
  startOf,
  type SyntaxTree,
  type SyntaxTrees,
} from './syntax/syntaxTree.ts';

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
  readonly reach: Reach;
  /** Its stack names the bundle alone, and source maps are not uploaded. */
  readonly couldBeMapped?: boolean;
  readonly project?: Project | undefined;
  readonly log: Log;
  readonly rules?: readonly FixRule[];
  readonly projectRules?: readonly ProjectRule[];
  /** Texts that are parsed already; those asked for last are kept when missing. */
  readonly trees?: SyntaxTrees;
}

/**
 * The edits that would remove the cause, safe ones first, else in the order of the rules. Empty when no
 * rule answers the codes, when the text cannot be parsed or when no rule finds its pattern.
 *
 * A frame's function is searched alone. From a handler the search widens: the handler, its module, the
 * modules that the Worker imports; the first of them in which a rule can mend something ends it.
 * A rule that throws is a bug of that rule alone: it is logged and left out.
 */
export function proposeFixes(request: FixRequest): Fix[] {
  const { codes, message, fileName, project } = request;
  const answers = ({ codes: own }: { readonly codes: readonly string[] }) =>
    own.some((code) => codes.includes(code));
  const rules = (request.rules ?? allRules).filter(answers);
  const projectRules = (request.projectRules ?? allProjectRules).filter(answers);
  if (isGenerated(fileName)) return [];
  const fixes: Fix[] = [
    ...(rules.length === 0 ? [] : inSources(request, rules)),
    ...projectRules.flatMap((rule) =>
      project === undefined ? [] : attempt(rule, request.log, () => rule.propose(project, message)),
    ),
    ...(project !== undefined && request.couldBeMapped === true ? uploadSourceMaps(project) : []),
  ];
  return [...fixes.filter(isSafe), ...fixes.filter((fix) => !isSafe(fix))];
}

function inSources(request: FixRequest, rules: readonly FixRule[]): readonly Fix[] {
  const { source, fileName, offset, reach, project, trees = recentTrees } = request;
  const tree = offset >= 0 && offset <= source.length ? trees.get(source, fileName) : undefined;
  const near = tree === undefined ? [] : inModule(request, rules, tree);
  if (near.length > 0 || reach === 'frame') return near;
  for (const module of project?.modules() ?? []) {
    if (module.file === fileName || isGenerated(module.file)) continue;
    const nodes = [...descendantsOf(module.tree.program)];
    const there = { ...request, fileName: module.file };
    const fixes = rules.flatMap((rule) => amongAll(there, rule, module.tree, nodes));
    if (fixes.length > 0) return fixes.map((fix) => moveTo(module.file, fix));
  }
  return [];
}

function inModule(request: FixRequest, rules: readonly FixRule[], tree: SyntaxTree): Fix[] {
  const { offset, reach } = request;
  const nodes = nodesAround(tree, offset);
  const here = rules.flatMap((rule) => {
    const findings = find(request, rule, tree, nodes);
    const found = atPlace(tree, offset, findings, reach);
    return found === undefined ? [] : fixesOf(request, rule, tree, found);
  });
  if (here.length > 0 || reach === 'frame') return here;
  const all = [...descendantsOf(tree.program)];
  return rules.flatMap((rule) => amongAll(request, rule, tree, all));
}

function find(
  { message, project, reach, log }: FixRequest,
  rule: FixRule,
  tree: SyntaxTree,
  nodes: readonly Node[],
): readonly Finding[] {
  const findings = attempt(rule, log, () => rule.find({ tree, nodes, message, project }));
  // A frame names what failed, also where nothing can be done about it; a search looks for what can.
  if (reach === 'frame') return findings;
  return findings.filter((finding) => attempt(rule, log, () => finding.fixes()).length > 0);
}

/** The fixes of a finding after which it is gone. */
function fixesOf(
  { fileName, message, project, log }: FixRequest,
  rule: FixRule,
  tree: SyntaxTree,
  finding: Finding,
): readonly Fix[] {
  const found = { rule, finding, tree, fileName, message, project };
  return attempt(rule, log, () => finding.fixes().filter((fix) => !remains(fix, found)));
}

/** Places that a user can still look through; with more the search has told nothing. */
const MOST_PLACES = 3;

/** Without a place: the one mistake there is, or each of a few to be looked at. */
function amongAll(
  request: FixRequest,
  rule: FixRule,
  tree: SyntaxTree,
  nodes: readonly Node[],
): Fix[] {
  const bySubject = new Map<unknown, Finding>();
  for (const finding of find(request, rule, tree, nodes)) {
    if (!bySubject.has(finding.subject)) bySubject.set(finding.subject, finding);
  }
  const findings = [...bySubject.values()];
  if (findings.length > MOST_PLACES) return [];
  return findings.flatMap((finding) =>
    fixesOf(request, rule, tree, finding).map((fix) =>
      findings.length === 1 ? fix : withLine(fix, tree, finding),
    ),
  );
}

function withLine(fix: Fix, { source }: SyntaxTree, { node }: Finding): Fix {
  const line = source.slice(0, startOf(node)).split('\n').length;
  return { ...fix, title: t('{0} (line {1})', fix.title, String(line)), safety: 'review' };
}

function moveTo(file: string, { edits, elsewhere = [], ...fix }: Fix): Fix {
  // What changes another file than the source says so itself.
  if (edits.length === 0 && elsewhere.length > 0) return { ...fix, edits, elsewhere };
  const title = t('{0} in {1}', fix.title, file);
  return { ...fix, title, edits: [], elsewhere: [{ file, edits }, ...elsewhere] };
}

function attempt<T>(
  { id }: { readonly id: string },
  log: Log,
  work: () => readonly T[],
): readonly T[] {
  try {
    return work();
  } catch (error) {
    log.error(`Fix rule ${id} failed.`);
    log.error(error instanceof Error ? error : String(error));
    return [];
  }
}

function isSafe({ safety }: Fix): boolean {
  return safety === 'safe';
}
