/**
 * What a light bulb costs in a file of 5,000 lines. After an edit the text is parsed anew and all analysis
 * begins again; each further move of the cursor finds the text parsed. All of it is done in a thread of its own:
 * what the extension host pays for it comes last.
 */
import * as path from 'node:path';
import { checkModule } from '../../extension/core/fixes/checkModule.ts';
import type { Reach } from '../../extension/core/fixes/place.ts';
import { proposeFixes } from '../../extension/core/fixes/proposeFixes.ts';
import { rules } from '../../extension/core/fixes/rules/index.ts';
import { parseSource, SyntaxTrees } from '../../extension/core/fixes/syntax/syntaxTree.ts';
import { startAnalysis } from '../../extension/host/analysis/startAnalysis.ts';
import { failingLog } from '../support/failingLog.ts';
import { repository } from '../support/repository.ts';
import { longModule } from './longModule.ts';
import { cpuTime, mean, percentile, verdict } from './report.ts';

const LINES = 5000;
const ROUNDS = 30;
/** Rounds until the parser runs at its full speed. */
const WARM_UP = 6;
const CURSORS = 20;
const FILE = 'src/index.ts';
const FRAME = 16;

const source = longModule(LINES);
const codes = [...new Set(rules.flatMap((rule) => rule.codes))];

let cursor = 1;
function actions(trees: SyntaxTrees, reach: Reach, problem: readonly string[]): void {
  cursor = (cursor * 48_271) % 2_147_483_647;
  proposeFixes({
    codes: problem,
    message: "Cannot read properties of undefined (reading 'total')",
    source,
    fileName: FILE,
    offset: cursor % source.length,
    reach,
    log: failingLog,
    projectRules: [],
    trees,
  });
}

/** Of one problem, as the editor asks. */
const asked = (index: number): readonly string[] => codes.slice(index % codes.length).slice(0, 1);

const parses: number[] = [];
const edited: Record<Reach, number[]> = { frame: [], handler: [] };
const moved: number[] = [];
const checks: number[] = [];
for (let round = 0; round < WARM_UP + ROUNDS; round++) {
  const parse = cpuTime(() => parseSource(source, FILE));
  const frame = cpuTime(() => actions(new SyntaxTrees(), 'frame', asked(round)));
  const handler = cpuTime(() => actions(new SyntaxTrees(), 'handler', asked(round)));
  const trees = new SyntaxTrees();
  const check = cpuTime(() => {
    const tree = trees.get(source, FILE);
    if (tree !== undefined) checkModule(tree);
  });
  const moves = Array.from({ length: CURSORS }, (_, index) =>
    cpuTime(() => actions(trees, index % 2 === 0 ? 'frame' : 'handler', asked(index))),
  );
  if (round < WARM_UP) continue;
  parses.push(parse);
  edited.frame.push(frame);
  edited.handler.push(handler);
  checks.push(check);
  moved.push(...moves);
}

let text = source;
const analysis = startAnalysis(
  path.join(repository, 'extension/host/analysis/analysisThread.ts'),
  { language: 'en', texts: undefined },
  {
    entry: () => Promise.resolve({ file: FILE, display: FILE, text }),
    imported: () => Promise.resolve(undefined),
    configuration: () => Promise.resolve(undefined),
    siblings: () => Promise.resolve([]),
    changedSince: () => [FILE],
    log: ({ level, text: line }) => console.log(`${level}: ${line}`),
  },
);
const hostCosts: number[] = [];
for (let version = 1; version <= WARM_UP + ROUNDS; version++) {
  text = `${source}// ${version}\n`;
  const before = process.threadCpuUsage();
  await analysis.call('propose', {
    project: { key: 'a', version, environment: undefined },
    file: FILE,
    text,
    codes: asked(version),
    message: '',
    offset: text.length / 2,
    reach: 'handler',
  });
  const { user, system } = process.threadCpuUsage(before);
  if (version > WARM_UP) hostCosts.push((user + system) / 1000);
}
analysis.dispose();

// Some systems count CPU time in ticks of 4 ms: a median would be one of them.
const parse = mean(parses);
const move = percentile(moved, 0.95);
const frame = mean(edited.frame) / parse;
const handler = mean(edited.handler) / parse;
const check = mean(checks) / parse / rules.length;
console.log(
  `${source.split('\n').length} lines, ${rules.length} rules, parse ${parse.toFixed(1)} ms`,
);
verdict('actions at a cursor, p95, ms', move, '≤ 30', move <= 30);
verdict('the same, share of the parse', move / parse, '≤ 1.5', move <= 1.5 * parse);
verdict('after an edit, in a function, parse included', frame, '≤ 2.5', frame <= 2.5);
verdict('after an edit, in the whole file, parse included', handler, '≤ 4.5', handler <= 4.5);
verdict('the whole file checked, parses a rule', check, '≤ 0.75', check <= 0.75);
const hostCost = mean(hostCosts) / FRAME;
verdict('what the host does after an edit, frames', hostCost, '≤ 0.25', hostCost <= 0.25);
