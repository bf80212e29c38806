import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSync } from 'esbuild';
import { chooseMap } from '../../../../extension/core/errors/mapFit.ts';
import { parseStack } from '../../../../extension/core/errors/parseStack.ts';
import { type ModuleMap, openSourceMap } from '../../../../extension/core/errors/sourceMap.ts';

const SOURCE = `import { deepest } from './deepest';
function first(input) {
  if (input === undefined) return 'nothing';
  return deepest(input);
}
function second(input) {
  const text = first(input);
  return text.trim();
}
export default { fetch: (request) => new Response(second(request.url)) };
`;

interface Build {
  readonly map: ModuleMap;
  readonly code: string;
}

function build(source: string, minify = false): Build {
  const { outputFiles } = buildSync({
    stdin: { contents: source, sourcefile: 'src/index.ts' },
    bundle: true,
    external: ['./deepest'],
    format: 'esm',
    minify,
    keepNames: true,
    sourcemap: 'external',
    outfile: 'index.js',
    write: false,
  });
  const [map, code] = outputFiles;
  assert.ok(map && code);
  return { map: openSourceMap(map.text, (each) => each, code.text), code: code.text };
}

/** The stack of a failure in `deepest`, by looking for the calls in the module. */
function stackIn({ code }: Build): string {
  const frame = (name: string, call: RegExp): string => {
    const at = call.exec(code)?.index ?? assert.fail(`${String(call)} is not in ${code}`);
    const before = code.slice(0, at).split('\n');
    return `    at ${name} (index.js:${before.length}:${(before.at(-1)?.length ?? 0) + 1})`;
  };
  return [frame('first', /deepest\(/), frame('second', /first\(input\)(?=;)/)].join('\n');
}

async function* offer(maps: readonly ModuleMap[], asked: ModuleMap[] = []) {
  for (const map of maps) {
    await Promise.resolve();
    asked.push(map);
    yield map;
  }
}

test('the first map that fits is taken, and no later one is asked for', async () => {
  const deployed = build(SOURCE);
  const other = build(`console.log('more');\n${SOURCE}`);
  const asked: ModuleMap[] = [];
  const frames = parseStack(stackIn(deployed));
  const maps = [other.map, deployed.map, build(SOURCE).map];
  const chosen = await chooseMap(frames, offer(maps, asked));
  assert.deepEqual(chosen, { map: deployed.map, fits: true });
  assert.equal(asked.length, 2);
});

test('when none fits, the last is what there is', async () => {
  const frames = parseStack(stackIn(build(SOURCE)));
  const other = build(`console.log('more');\n${SOURCE}`).map;
  const minified = build(SOURCE, true).map;
  assert.deepEqual(await chooseMap(frames, offer([other, minified])), {
    map: minified,
    fits: false,
  });
  assert.equal(await chooseMap(frames, offer([])), undefined);
});

const MOVES: Readonly<Record<string, (source: string) => string>> = {
  'lines above': (source) => `console.log('more');\n${source}`,
  'a statement in the function': (source) =>
    source.replace('  const text', '  void input;\n  const text'),
  'a function less': (source) =>
    source.replace(/function first[^]*?\n}\n/, 'const first = deepest;\n'),
};

for (const [what, move] of Object.entries(MOVES)) {
  test(`a build with ${what} does not fit`, async () => {
    const frames = parseStack(stackIn(build(SOURCE)));
    assert.equal((await chooseMap(frames, offer([build(move(SOURCE)).map])))?.fits, false);
  });
}

test('a map that knows none of the frames does not fit', async () => {
  const frames = parseStack('    at first (index.js:900:1)');
  assert.equal((await chooseMap(frames, offer([build(SOURCE).map])))?.fits, false);
});
