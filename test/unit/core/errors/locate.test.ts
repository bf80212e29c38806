import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSync } from 'esbuild';
import {
  firstPlace,
  locate,
  type ProjectSources,
} from '../../../../extension/core/errors/locate.ts';
import { openSourceMap } from '../../../../extension/core/errors/sourceMap.ts';

/** A project in memory: its source files, and the map of its build. */
function project(files: readonly string[], map?: string): ProjectSources {
  return {
    findSource: (path) =>
      Promise.resolve(
        files.includes(path) ? { file: `/project/${path}`, display: path } : undefined,
      ),
    moduleMap: (module) =>
      Promise.resolve(
        map !== undefined && module === 'index.js'
          ? openSourceMap(map, (source) => source)
          : undefined,
      ),
  };
}

const SOURCE = `// a comment that the bundle drops
export function boom(input: { name: string }): never {
  const unused: number = 1;
  throw new TypeError(input.name);
}

boom({ name: 'x' });
`;

function built(minify: boolean): { code: string; map: string } {
  const result = buildSync({
    stdin: { contents: SOURCE, loader: 'ts', sourcefile: 'src/boom.ts' },
    bundle: true,
    minify,
    format: 'esm',
    sourcemap: 'external',
    outfile: 'index.js',
    write: false,
  });
  const text = (ending: string): string =>
    result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  return { code: text('.js'), map: text('.map') };
}

for (const minify of [false, true]) {
  test(`a frame of a ${minify ? 'minified ' : ''}bundle is found in its source`, async () => {
    const { code, map } = built(minify);
    const lines = code.split('\n');
    const line = lines.findIndex((each) => each.includes('throw'));
    const column = (lines[line]?.indexOf('new TypeError') ?? 0) + 1;
    const frames = await locate(
      `    at boom (index.js:${line + 1}:${column})`,
      project(['src/boom.ts'], map),
    );
    const place = firstPlace(frames);
    assert.equal(place?.file, '/project/src/boom.ts');
    assert.equal(place.position.line, 4);
    assert.equal(place.position.column, '  throw '.length + 1);
  });
}

test('a frame that Cloudflare mapped is taken as it is', async () => {
  const frames = await locate('    at boom (src/boom.ts:4:9)', project(['src/boom.ts']));
  assert.deepEqual(firstPlace(frames), {
    file: '/project/src/boom.ts',
    display: 'src/boom.ts',
    position: { base: 'one', line: 4, column: 9 },
  });
});

test('the first own frame counts, not those of dependencies', async () => {
  const stack = [
    '    at parse (node_modules/zod/index.js:1:1)',
    '    at internal (node:events:1:1)',
    '    at mine (src/mine.ts:5:6)',
    '    at later (src/later.ts:7:8)',
  ].join('\n');
  const frames = await locate(stack, project(['src/mine.ts', 'src/later.ts']));
  assert.equal(frames.length, 4);
  assert.equal(firstPlace(frames)?.display, 'src/mine.ts');
});

test('a bundle without a map has no place', async () => {
  const frames = await locate('    at boom (index.js:7:32)', project(['src/boom.ts']));
  assert.equal(firstPlace(frames), undefined);
  assert.equal(frames[0]?.frame.functionName, 'boom');
});

test('a text that is no source map is refused', () => {
  assert.throws(() => openSourceMap('<html>', (source) => source));
});
