import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import * as esbuild from 'esbuild';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import { proposeFixes } from '../../extension/core/fixes/proposeFixes.ts';
import { failingLog } from '../support/failingLog.ts';
import { TailedRuntime } from './tailedRuntime.ts';

/** A package that leaves a trace when it is loaded. */
const BIG = `globalThis.loaded = true;
export class Big {
  constructor(value) {
    this.value = value;
  }
}
export default (big) => big.value + 1;
`;

const worker = (imports: string, answer: string) => `${imports}
export default {
  async fetch(request: Request) {
    if (new URL(request.url).pathname === '/loaded') {
      return new Response(String('loaded' in globalThis));
    }
    return new Response(${answer});
  },
};
`;

const sources: Record<string, string> = {
  'names of a package': worker(
    "import next, { Big as Number } from 'big';",
    'String(next(new Number(1)))',
  ),
  'a whole package': worker("import * as big from 'big';", 'String(big.default(new big.Big(1)))'),
};

/** The local runtime sets no limit to start-up: what counts is when the package is loaded. */
describe('packages that are imported where they are used, on workerd', { timeout: 60_000 }, () => {
  const runtime = new TailedRuntime();
  after(() => runtime.dispose());

  const ask = async (source: string) => {
    const contents = await bundled(source);
    const { ready } = await runtime.start({
      modules: [{ type: 'ESModule', path: 'worker.js', contents }],
    });
    const url = await ready;
    const at = async (path: string) => (await fetch(new URL(path, url))).text();
    return [await at('/loaded'), await at('/'), await at('/loaded')];
  };

  for (const [name, source] of Object.entries(sources)) {
    it(`are not loaded before that: ${name}`, async () => {
      assert.deepEqual(await ask(source), ['true', '2', 'true']);
      const [fix] = proposeFixes({
        codes: ['api:10021/startup-cpu'],
        message: 'Script startup exceeded CPU time limit.',
        source,
        fileName: 'src/index.ts',
        offset: 0,
        reach: 'frame',
        log: failingLog,
      });
      assert.ok(fix);
      assert.equal(fix.title, 'Import `big` where it is used');
      const fixed = applyEdits(source, fix.edits);
      assert.deepEqual(await ask(fixed), ['false', '2', 'true'], fixed);
    });
  }
});

const big: esbuild.Plugin = {
  name: 'big',
  setup(build) {
    build.onResolve({ filter: /^big$/ }, () => ({ path: 'big', namespace: 'big' }));
    build.onLoad({ filter: /^big$/, namespace: 'big' }, () => ({ contents: BIG }));
  },
};

/** As wrangler does: all in one file. */
async function bundled(source: string): Promise<string> {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: source, loader: 'ts' },
    bundle: true,
    format: 'esm',
    target: 'es2024',
    plugins: [big],
    write: false,
  });
  const [code] = outputFiles;
  assert.ok(code);
  return code.text;
}
