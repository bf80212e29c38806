import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSync } from 'esbuild';
import { firstPlace, locate } from '../../../../extension/core/errors/locate.ts';
import type { ProjectSources } from '../../../../extension/core/errors/projectSources.ts';
import { openSourceMap } from '../../../../extension/core/errors/sourceMap.ts';

/** A project in memory: its source files, and the map of its build. */
function project(
  files: readonly string[],
  map?: string,
  present?: string,
  built?: string,
): ProjectSources {
  return {
    bundle: 'index.js',
    mayUpload: (module) => module === 'index.js',
    findSource: (path) =>
      Promise.resolve(
        files.includes(path) ? { file: `/project/${path}`, display: path } : undefined,
      ),
    presentText: () => Promise.resolve(present),
    hasByteOrderMark: () => Promise.resolve(present?.startsWith('\uFEFF') === true),
    pastTexts: () => Promise.resolve(built === undefined ? [] : [built]),
    async *moduleMaps(module) {
      if (map !== undefined && module === 'index.js') {
        await Promise.resolve();
        yield openSourceMap(map, (source) => source);
      }
    },
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
    assert.equal(place.certainty, 'built');
  });
}

test('a frame that Cloudflare mapped is taken as it is', async () => {
  const frames = await locate('    at boom (src/boom.ts:4:9)', project(['src/boom.ts']));
  assert.deepEqual(firstPlace(frames), {
    file: '/project/src/boom.ts',
    display: 'src/boom.ts',
    position: { base: 'one', line: 4, column: 9 },
    certainty: 'mapped',
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

/** A map whose first line begins in the first source, its second in the second, and so on. */
function mapOf(fields: { sources: string[]; sourcesContent?: string[]; ignoreList?: number[] }) {
  const mappings = fields.sources.map((_, index) => (index === 0 ? 'AAAA' : 'ACAA')).join(';');
  return JSON.stringify({ version: 3, names: [], mappings, ...fields });
}

const THREE_LINES = [1, 2, 3].map((line) => `    at f (index.js:${line}:1)`).join('\n');

test('a frame that the map leads into a package is no place, the next own frame is', async () => {
  const map = mapOf({ sources: ['node_modules/dep/src/dep.ts', 'src/mine.ts'] });
  const frames = await locate(
    THREE_LINES,
    project(['node_modules/dep/src/dep.ts', 'src/mine.ts'], map),
  );
  assert.deepEqual(
    frames.map(({ origin, place }) => [origin, place?.display]),
    [
      ['dependency', undefined],
      ['own', 'src/mine.ts'],
      ['helper', undefined],
    ],
  );
});

test('a source that the map says to ignore is no place', async () => {
  const map = mapOf({ sources: ['vendor/a.ts', 'src/mine.ts'], ignoreList: [0] });
  const frames = await locate(THREE_LINES, project(['vendor/a.ts', 'src/mine.ts'], map));
  assert.equal(frames[0]?.origin, 'dependency');
  assert.equal(firstPlace(frames)?.display, 'src/mine.ts');
});

test('a failure at a path for which the map has two texts has no place', async () => {
  const sources = ['src/index.ts', 'src/index.ts', 'src/mine.ts'];
  const twoTexts = mapOf({ sources, sourcesContent: ['// of a package', '// mine', '// other'] });
  const frames = await locate(THREE_LINES, project(sources, twoTexts));
  assert.equal(firstPlace(frames), undefined);
  assert.equal(frames[2]?.place?.display, 'src/mine.ts');
  const oneText = mapOf({ sources, sourcesContent: ['// mine', '// mine', '// other'] });
  const same = await locate(THREE_LINES, project(sources, oneText));
  assert.equal(firstPlace(same)?.display, 'src/index.ts');
});

test('a failure in own code that is not here has no place, though its caller is', async () => {
  const stack = '    at f (src/renamed.ts:1:2)\n    at g (src/here.ts:3:4)';
  const frames = await locate(stack, project(['src/here.ts']));
  assert.equal(firstPlace(frames), undefined);
  assert.equal(frames[1]?.place?.display, 'src/here.ts');
});

test('a bundle’s frame among those that Cloudflare mapped is the bundler’s', async () => {
  const stack = '    at h (index.js:9:9)\n    at g (src/here.ts:3:4)';
  const frames = await locate(stack, project(['src/here.ts']));
  assert.equal(frames[0]?.origin, 'helper');
  assert.equal(firstPlace(frames)?.display, 'src/here.ts');
});

test('a source that the map writes as a URL is found', async () => {
  const name = 'src/a (1) 𝕎.ts';
  const map = mapOf({ sources: ['src/a %281%29 %F0%9D%95%8E.ts'] });
  assert.equal(firstPlace(await locate(THREE_LINES, project([name], map)))?.display, name);
  for (const odd of ['src/100%.ts', 'src/a%20b.ts']) {
    const frames = await locate(THREE_LINES, project([odd], mapOf({ sources: [odd] })));
    assert.equal(firstPlace(frames)?.display, odd);
  }
  const stray = await locate(THREE_LINES, project([], mapOf({ sources: ['src/100%.ts'] })));
  assert.equal(firstPlace(stray), undefined);
});

test('a byte order mark is no column of its line', async () => {
  const map = { version: 3, names: [], sources: ['a.ts'], sourcesContent: ['\uFEFFx();\ny();'] };
  const json = JSON.stringify({ ...map, mappings: 'AAAC;AACA' });
  const frames = await locate(THREE_LINES, project(['a.ts'], json));
  assert.deepEqual(
    frames.map(({ place }) => place && [place.position.line, place.position.column]),
    [[1, 1], [2, 2], undefined],
  );
});

test('a helper of the bundler is no place, whatever the map says', async () => {
  const map = mapOf({ sources: ['src/mine.ts', 'src/other.ts'] });
  const stack = '    at __async (index.js:1:1)\n    at f (index.js:2:1)';
  const frames = await locate(stack, project(['src/mine.ts', 'src/other.ts'], map));
  assert.equal(frames[0]?.origin, 'helper');
  assert.equal(firstPlace(frames)?.display, 'src/other.ts');
});

test('a text that is no source map is refused', () => {
  for (const text of ['<html>', '{}', 'null', '{"mappings":"A\u0001"}']) {
    assert.throws(() => openSourceMap(text, (source) => source), Error, text);
  }
});

const DRIFTS: readonly (readonly [
  what: string,
  present: string,
  line: number,
  changed: boolean,
])[] = [
  ['nothing changed', SOURCE, 4, false],
  ['lines came above it', `// new\n// lines\n${SOURCE}`, 6, false],
  ['only line ends changed', SOURCE.replaceAll('\n', '\r\n'), 4, false],
  ['the line itself changed', SOURCE.replace('new TypeError', 'new RangeError'), 4, true],
];

for (const [what, present, line, changed] of DRIFTS) {
  test(`a place of the build is found in the text of today: ${what}`, async () => {
    const { code, map } = built(false);
    const lines = code.split('\n');
    const row = lines.findIndex((each) => each.includes('throw'));
    const column = (lines[row]?.indexOf('new TypeError') ?? 0) + 1;
    const stack = `    at boom (index.js:${row + 1}:${column})`;
    const frames = await locate(stack, project(['src/boom.ts'], map, present));
    const place = firstPlace(frames);
    assert.equal(place?.position.line, line);
    assert.equal(place.changed ?? false, changed);
    if (!changed) assert.equal(place.position.column, 9);
  });
}

const MAPPED = '    at boom (src/boom.ts:4:9)';

const AFTER_DEPLOY: readonly (readonly [
  what: string,
  present: string,
  built: string | undefined,
  place: readonly [line: number, column: number],
  changed: boolean,
])[] = [
  ['the text is as it was', SOURCE, undefined, [4, 9], false],
  ['the text came to contradict it', `// new\n${SOURCE}`, undefined, [4, 9], true],
  ['the text contradicts, the build output does not', `// new\n${SOURCE}`, SOURCE, [5, 9], false],
  ['both contradict', `// new\n${SOURCE}`, `// old\n// er\n${SOURCE}`, [4, 9], true],
  ['only the build output contradicts', SOURCE, `// old\n${SOURCE}`, [4, 9], false],
  ['the file became shorter', 'export {};\n', undefined, [4, 9], true],
];

for (const [what, present, built, place, changed] of AFTER_DEPLOY) {
  test(`a frame that Cloudflare mapped, when ${what}`, async () => {
    const sources = project(['src/boom.ts'], undefined, present, built);
    const found = firstPlace(await locate(MAPPED, sources));
    assert.deepEqual([found?.position.line, found?.position.column], place);
    assert.equal(found?.changed ?? false, changed);
    assert.equal(found?.certainty, 'mapped');
  });
}

const HANDLE = `export async function handle(request: Request, env: Env) {
  const cached = await env.KV.get('a');
  const other = await env.KV.get('b');
  const text = await request.text();
  const data = await request.json();
  return Response.json({ cached, other, text, data });
}
`;
/** Each call of `get` is where one was before. */
const LINE_MORE = HANDLE.replace(
  '  const other',
  "  const extra = await env.KV.get('x');\n  const other",
);

const NOT_CONTRADICTED: readonly (readonly [
  what: string,
  present: string,
  built: string | undefined,
  place: readonly [line: number, column: number],
  changed: boolean,
])[] = [
  ['nothing is built', LINE_MORE, undefined, [3, 30], false],
  ['the build is of the text of today', HANDLE, HANDLE, [3, 30], false],
  ['the build has the line where it is', `${HANDLE}\nhandle();\n`, HANDLE, [3, 30], false],
  ['the build has a line less above it', LINE_MORE, HANDLE, [4, 30], true],
  ['the build has a line more above it', HANDLE, LINE_MORE, [3, 30], true],
  ['the line was edited since the build', HANDLE.replace("'b'", "'c'"), HANDLE, [3, 30], true],
];

for (const [what, present, built, place, changed] of NOT_CONTRADICTED) {
  test(`a frame that Cloudflare mapped, when today’s text does not contradict it and ${what}`, async () => {
    const sources = project(['src/h.ts'], undefined, present, built);
    const found = firstPlace(await locate('    at handle (src/h.ts:3:30)', sources));
    const { position, certainty } = found ?? assert.fail();
    assert.equal(position.line, place[0]);
    if (!changed) assert.equal(position.column, place[1]);
    assert.equal(found?.changed ?? false, changed);
    assert.equal(certainty, 'mapped');
  });
}

test('of the texts that a source had, the first that explains the frame tells its line', async () => {
  const twoMore = LINE_MORE.replace('  const text', '  await text();\n  const text');
  const asked: (string | undefined)[] = [];
  const lineOf = async (texts: readonly string[]) => {
    const sources: ProjectSources = {
      ...project(['src/h.ts'], undefined, twoMore),
      pastTexts: (_, version) => {
        asked.push(version);
        return Promise.resolve(texts);
      },
    };
    const place = firstPlace(await locate('    at handle (src/h.ts:3:30)', sources, 'v1'));
    return [place?.position.line, place?.changed];
  };
  assert.deepEqual(await lineOf([HANDLE, LINE_MORE]), [4, true]);
  assert.deepEqual(await lineOf([LINE_MORE, HANDLE]), [3, undefined]);
  assert.deepEqual(await lineOf(['// gone', HANDLE]), [4, true]);
  assert.deepEqual(asked, ['v1', 'v1', 'v1']);
});

test('a frame is not trusted below one that the text contradicts, but above it', async () => {
  const stack = '    at handle (src/h.ts:3:30)\n    at handle (src/h.ts:2:4)\n    at src/h.ts:1:8';
  const sources = project(['src/h.ts'], undefined, LINE_MORE, undefined);
  const frames = await locate(stack, sources);
  assert.deepEqual(
    frames.map(({ place }) => place?.changed),
    [true, true, undefined],
  );
  const known = await locate(
    stack.replace('2:4', '2:31'),
    project(['src/h.ts'], undefined, HANDLE),
  );
  assert.equal(firstPlace(known)?.changed, undefined);
});

test('in a frame that Cloudflare mapped, a byte order mark is a column of the first line', async () => {
  const sources = project(['src/boom.ts'], undefined, '\uFEFFboom();\nboom();\n');
  const frames = await locate('    at src/boom.ts:1:2\n    at src/boom.ts:2:1', sources);
  assert.deepEqual(
    frames.map(({ place }) => [place?.position.line, place?.position.column, place?.changed]),
    [
      [1, 1, undefined],
      [2, 1, undefined],
    ],
  );
});

test('a place through a map that does not fit is a guess', async () => {
  const { map } = built(false);
  const frames = await locate('    at somewhere (index.js:4:3)', project(['src/boom.ts'], map));
  assert.equal(firstPlace(frames)?.certainty, 'guessed');
  assert.equal(firstPlace(frames)?.changed, true, 'no edit relies on it');
});

test('a map that leads to a file that has nothing of the built text leads nowhere', async () => {
  const map = mapOf({ sources: ['src/mine.ts'], sourcesContent: ['import { a } from "a";\na();'] });
  const other = project(['src/mine.ts'], map, 'export class Mine {}\n');
  assert.equal(firstPlace(await locate(THREE_LINES, other)), undefined);
  const same = project(['src/mine.ts'], map, '// mine\nimport { a } from "a";\na();');
  assert.equal(firstPlace(await locate(THREE_LINES, same))?.position.line, 2);
});

test('no build is asked for when Cloudflare mapped a frame', async () => {
  const sources: ProjectSources = {
    ...project(['src/boom.ts']),
    moduleMaps: () => assert.fail('asked'),
  };
  const stack = '    at helper (index.js:1:1)\n    at boom (src/boom.ts:4:9)';
  assert.equal(firstPlace(await locate(stack, sources))?.display, 'src/boom.ts');
});

test('a module that may be the user’s and is not here has no place', async () => {
  const stack = '    at h (renamed.js:9:9)\n    at g (src/here.ts:3:4)';
  const frames = await locate(stack, { ...project(['src/here.ts']), mayUpload: () => true });
  assert.equal(frames[0]?.origin, 'own');
  assert.equal(firstPlace(frames), undefined);
});

test('a module that nobody uploads is the runtime’s: what called it is the place', async () => {
  const stack = `    at instantiate (some-shim.js:65:20)
    at addWith (src/boom.ts:2:44)`;
  const frames = await locate(stack, project(['src/boom.ts']));
  assert.deepEqual(
    frames.map(({ origin }) => origin),
    ['runtime', 'own'],
  );
  assert.equal(firstPlace(frames)?.display, 'src/boom.ts');
});

test('a source that is gone is the place all the same: what called it is not', async () => {
  const stack = `    at gone (src/gone.js:1:1)
    at boom (src/boom.ts:2:44)`;
  assert.equal(firstPlace(await locate(stack, project(['src/boom.ts']))), undefined);
});
