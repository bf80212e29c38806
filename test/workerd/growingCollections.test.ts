import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import { proposeFixes } from '../../extension/core/fixes/proposeFixes.ts';
import { failingLog } from '../support/failingLog.ts';
import { handler } from './broken/fragments.ts';
import { talk } from './exchange.ts';
import { TailedWorker } from './tailedWorker.ts';

const many = (addition: string) => `for (let n = 0; n < 600; n++) {
  ${addition};
}`;

/** A Worker that works here, for the local runtime sets no limit: what counts is how much it keeps. */
const growing = [
  {
    source: `const seen: string[] = [];\n${handler('seen.push(request.url);\nreturn Response.json([...seen].length);')}`,
    title: 'Move `seen` into the function that uses it',
    kept: ['1', '2', '3'],
    after: ['1', '1', '1'],
  },
  {
    source: `const seen: number[] = [];\n${handler(`${many('seen.push(n)')}\nreturn Response.json([...seen].length);`)}`,
    title: 'Keep the newest 1000 items of `seen`',
    kept: ['600', '1200', '1800'],
    after: ['600', '1000', '1000'],
  },
  {
    source: `let visits = 0;\nconst seen = new Map<string, number>();\n${handler(`visits++;\n${many('seen.set(`${visits} ${n}`, n)')}\nreturn Response.json([...seen].length);`)}`,
    title: 'Empty `seen` when it holds 1000 items',
    kept: ['600', '1200', '1800'],
    after: ['600', '200', '800'],
  },
];

describe('collections that only grow, on workerd', { timeout: 60_000 }, () => {
  const worker = new TailedWorker();
  after(() => worker.dispose());

  const ask = async (source: string) => {
    const url = await worker.deploy(source);
    const answers = [await talk(url, 'get'), await talk(url, 'get'), await talk(url, 'get')];
    return answers.map((answer) => answer.replace('200 ', ''));
  };

  for (const { source, title, kept, after } of growing) {
    it(`keep less: ${title}`, async () => {
      assert.deepEqual(await ask(source), kept);
      const fixes = proposeFixes({
        codes: ['rt:memory-limit'],
        message: 'Worker exceeded memory limit.',
        source,
        fileName: 'src/index.ts',
        offset: source.indexOf('async fetch'),
        reach: 'handler',
        log: failingLog,
      });
      const fix = fixes.find((one) => one.title === title);
      assert.ok(fix, `offered: ${JSON.stringify(fixes.map((one) => one.title))}`);
      const fixed = applyEdits(source, fix.edits);
      assert.deepEqual(await ask(fixed), after, fixed);
    });
  }
});
