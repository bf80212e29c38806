import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSync } from 'esbuild';
import { firstPlace, locate } from '../../../../extension/core/errors/locate.ts';
import { chooseMap } from '../../../../extension/core/errors/mapFit.ts';
import { parseStack } from '../../../../extension/core/errors/parseStack.ts';
import type { ProjectSources } from '../../../../extension/core/errors/projectSources.ts';
import { chooseReading, type Reading } from '../../../../extension/core/errors/reading.ts';
import { openSourceMap } from '../../../../extension/core/errors/sourceMap.ts';

const SOURCE = `
// The greeting of each language
const GREETINGS = { en: 'Hello' };

async function loadUser(env, id) {
  const raw = await env.USERS.get(id);
  const user = JSON.parse(raw);
  validateUser(user);
  return user;
}

function validateUser(user) {
  if (!user.name.trim()) {
    throw new Error('no name');
  }
  return GREETINGS[user.language].toUpperCase();
}

export default {
  async fetch(request, env) {
    const user = await loadUser(env, new URL(request.url).searchParams.get('id').trim());
    return Response.json(user);
  },
};
`;

function built(source: string): { code: string; map: string } {
  const { outputFiles } = buildSync({
    stdin: { contents: source, sourcefile: 'index.js' },
    bundle: true,
    keepNames: true,
    format: 'esm',
    sourcemap: 'external',
    outfile: 'index.js',
    write: false,
  });
  const text = (ending: string): string =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { code: text('.js'), map: text('.map') };
}

/** A project whose entry is `index.js` at its root, as its bundle is. @param source that was built; none: no map. */
function project(source?: string): ProjectSources {
  const { code, map } = built(source ?? '');
  return {
    bundle: 'index.js',
    mayUpload: () => true,
    findSource: (name) =>
      Promise.resolve(
        name === 'index.js'
          ? { file: '/p/index.js', display: name, means: 'either' }
          : /^\/p\/index\.js$|^lib\//.test(name)
            ? { file: name, display: name }
            : undefined,
      ),
    presentText: (file) => Promise.resolve(file === '/p/index.js' ? SOURCE : undefined),
    hasByteOrderMark: () => Promise.resolve(false),
    pastTexts: () => Promise.resolve(source === undefined ? [] : [source]),
    async *moduleMaps() {
      await Promise.resolve();
      if (source !== undefined) yield openSourceMap(map, () => '/p/index.js', code);
    },
  };
}

/** The stack of a failure, the innermost call first. @param text that runs. */
function stackIn(text: string, calls: readonly (readonly [name: string, call: string])[]): string {
  const lines = text.split('\n');
  return calls
    .map(([name, call]) => {
      const line = lines.findIndex(
        (each) => each.includes(call) && !/^\s*(?:async )?function/.test(each),
      );
      return `    at ${name} (index.js:${line + 1}:${(lines[line] ?? '').indexOf(call) + 1})`;
    })
    .join('\n');
}

const NAME = [
  ['validateUser', 'trim()) {'],
  ['loadUser', 'validateUser(user)'],
  ['async Object.fetch', 'await loadUser'],
] as const;

test('frames are in the source when they contradict the bundle', async () => {
  for (const calls of [NAME, NAME.slice(1), NAME.slice(2)]) {
    const frames = await locate(stackIn(SOURCE, calls), project(SOURCE));
    const [line, ...lines] = frames.map(({ place }) => place);
    assert.equal(line?.certainty, 'mapped');
    assert.deepEqual(
      [line, ...lines].map((each) => each?.position.line),
      [13, 8, 21].slice(-calls.length),
    );
  }
});

test('frames are in the bundle when they contradict the source', async () => {
  const frames = await locate(stackIn(built(SOURCE).code, NAME), project(SOURCE));
  assert.equal(firstPlace(frames)?.certainty, 'built');
  assert.deepEqual(
    frames.map(({ place }) => place?.position.line),
    [13, 8, 21],
  );
});

async function readingOf(stack: string, sources: ProjectSources): Promise<Reading> {
  const frames = parseStack(stack);
  const map = await chooseMap(frames, sources.moduleMaps('index.js', undefined));
  return chooseReading(frames, { file: '/p/index.js', display: 'index.js' }, map, sources);
}

test('what explains all frames is meant, unless the other does so too', async () => {
  const { code } = built(SOURCE);
  const sources = project(SOURCE);
  assert.equal(await readingOf(stackIn(SOURCE, NAME), sources), 'source');
  assert.equal(await readingOf(stackIn(code, NAME), sources), 'bundle');
  const mixed = `${stackIn(SOURCE, NAME.slice(0, 1))}\n${stackIn(code, NAME.slice(1))}`;
  assert.equal(await readingOf(mixed, sources), 'neither');
  assert.equal(await readingOf(BOTH, sources), 'either');
});

/** In the source a call stands here, in the bundle another. */
const BOTH = '    at loadUser (index.js:8:3)';

test('what both explain is a guess', async () => {
  const place = firstPlace(await locate(BOTH, project(SOURCE)));
  assert.equal(place?.certainty, 'guessed');
});

test('what contradicts both is no place that an edit may rely on', async () => {
  const place = firstPlace(await locate('    at validateUser (index.js:3:3)', project(SOURCE)));
  assert.ok(place === undefined || (place.certainty === 'guessed' && place.changed));
});

test('without a map what the source explains is a guess, and nothing else is a place', async () => {
  const frames = await locate(stackIn(SOURCE, NAME), project());
  assert.equal(firstPlace(frames)?.certainty, 'guessed');
  const bundled = await locate(stackIn(built(SOURCE).code, NAME), project());
  assert.equal(firstPlace(bundled), undefined);
});

test('a frame that only a map can have named decides for all', async () => {
  for (const other of ['at g (lib/b.js:1:1)', 'at dispatch (node_modules/hono/dist/hono.js:1:1)']) {
    const stack = `${stackIn(SOURCE, NAME.slice(1, 2))}\n    ${other}`;
    const place = firstPlace(
      await locate(stack, { ...project(), moduleMaps: () => assert.fail('asked') }),
    );
    assert.equal(place?.certainty, 'mapped', other);
    assert.equal(place.position.line, 8);
  }
});
