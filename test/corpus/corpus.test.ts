import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { checkModule, type KnownProblem } from '../../extension/core/fixes/checkModule.ts';
import { rules } from '../../extension/core/fixes/rules/index.ts';
import {
  parseSource,
  startOf,
  type SyntaxTree,
} from '../../extension/core/fixes/syntax/syntaxTree.ts';
import { defects } from './defects.ts';
import { readWorkerSources, type WorkerSource } from './workerSources.ts';

interface Alarm {
  readonly rule: string;
  readonly source: string;
  readonly line: string;
}

/** What is marked, or mended with one click: in a correct Worker, nothing. */
function isAlarm({ finding, fixes }: KnownProblem): boolean {
  return finding.hint !== undefined || fixes.some(({ safety }) => safety === 'safe');
}

function alarmsIn({ name, text }: WorkerSource, tree: SyntaxTree): Alarm[] {
  try {
    return checkModule(tree)
      .filter(isAlarm)
      .map(({ rule, finding }) => ({
        rule: rule.id,
        source: name,
        line: lineAt(text, startOf(finding.node)),
      }));
  } catch (cause) {
    throw new Error(`A rule fails for ${name}.`, { cause });
  }
}

function lineAt(text: string, offset: number): string {
  const [line = ''] = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n', 1);
  return line.trim();
}

const inOrder = (list: readonly Alarm[]): string[] =>
  list.map(({ source, line }) => `${source}: ${line}`).sort();

describe('the published Workers of others', async () => {
  const unreadable: string[] = [];
  const alarms: Alarm[] = [];
  const sources = await readWorkerSources();
  for (const source of sources) {
    const tree = parseSource(source.text, source.name);
    if (tree === undefined) unreadable.push(source.name);
    else alarms.push(...alarmsIn(source, tree));
  }

  it('are many, and all but a few examples with gaps can be parsed', () => {
    assert.ok(sources.length > 500, `${sources.length} sources`);
    assert.deepEqual(
      unreadable.filter((name) => !name.includes('.md!')),
      [],
    );
    assert.ok(unreadable.length < 10, unreadable.join('\n'));
  });

  for (const id of new Set(rules.map((rule) => rule.id))) {
    it(`raise no alarm of ${id} but for the defects they have`, () => {
      const isOwn = ({ rule }: { readonly rule: string }) => rule === id;
      assert.deepEqual(inOrder(alarms.filter(isOwn)), inOrder(defects.filter(isOwn)));
    });
  }

  it('have no listed defect of a rule that is gone', () => {
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(
      defects.filter(({ rule }) => !ids.includes(rule)),
      [],
    );
  });
});
