import assert from 'node:assert/strict';
import * as path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { EntrySource } from '../../../../extension/core/errors/entrySource.ts';
import { mainFailure } from '../../../../extension/core/errors/failures.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import type {
  EditorMethods,
  ProjectState,
} from '../../../../extension/host/analysis/analysisMethods.ts';
import { type Analysis, startAnalysis } from '../../../../extension/host/analysis/startAnalysis.ts';
import { rawEvent } from '../../../support/events.ts';
import { repository } from '../../../support/repository.ts';

const ENTRY = path.join(repository, 'extension/host/analysis/analysisThread.ts');
const BROKEN = "const r = await fetch('https://a/');\n  r.headers.set('a', 'b');";
const INDEX = 'src/index.js';
const HEADERS = 'src/headers.js';

let files: Map<string, string>;
/** Undefined when more than texts has changed. */
let changed: string[] | undefined;
/** Keys of projects whose entry was asked for, and what imports were. */
let asked: string[];
let analysis: Analysis;

/** Two modules; the entry of any other project than `a` cannot be read. */
const editor: EditorMethods = {
  entry: (key) => {
    asked.push(key);
    return key.startsWith('a')
      ? Promise.resolve(source(INDEX))
      : Promise.reject(new Error('EACCES'));
  },
  imported: ({ specifier, importer }) => {
    assert.deepEqual(Object.keys(importer), ['file', 'display']);
    asked.push(specifier);
    return Promise.resolve(source(`src/${path.basename(specifier)}`));
  },
  configuration: () => Promise.resolve(source('wrangler.toml')),
  siblings: () => Promise.resolve([]),
  changedSince: () => changed,
  log: ({ level, text }) => assert.fail(`${level}: ${text}`),
};

function source(display: string): EntrySource | undefined {
  const text = files.get(display);
  return text === undefined ? undefined : { file: `/a/${display}`, display, text };
}

const state = (version: number, key = 'a'): ProjectState => ({
  key,
  version,
  environment: undefined,
});

beforeEach(() => {
  files = new Map([
    ['wrangler.toml', 'name = "a"\nmain = "src/index.js"\n'],
    [INDEX, `import './headers.js';\nexport default { async fetch() {\n  ${BROKEN}\n} };\n`],
    [HEADERS, `export async function add() {\n  ${BROKEN}\n}\n`],
  ]);
  changed = undefined;
  asked = [];
  analysis = startAnalysis(ENTRY, { language: 'en', texts: undefined }, editor);
});

afterEach(() => analysis.dispose());

function edited(version: number) {
  return { project: state(version), file: INDEX, text: files.get(INDEX) ?? '' };
}

const IMMUTABLE = {
  codes: ['rt:immutable-headers'],
  message: "Can't modify immutable headers.",
  reach: 'handler',
} as const;

test('a fix in another module comes with the text that its rule saw', async () => {
  files.set(INDEX, "import './headers.js';\nexport default { fetch() {} };\n");
  const [found] = await analysis.call('propose', { ...edited(1), ...IMMUTABLE, offset: 30 });
  assert.equal(found?.fix.elsewhere?.[0]?.file, HEADERS);
  assert.deepEqual([...found.seen], [[HEADERS, files.get(HEADERS)]]);
});

test('a project is read once in each of its states', async () => {
  assert.deepEqual(await analysis.call('modules', state(1)), [INDEX, HEADERS]);
  files.set(INDEX, 'export default {};');
  assert.deepEqual(await analysis.call('modules', state(1)), [INDEX, HEADERS]);
  assert.deepEqual(await analysis.call('modules', state(2)), [INDEX]);
  assert.deepEqual(await analysis.call('modules', state(1)), [INDEX], 'a newer one counts');
  assert.deepEqual(asked, ['a', './headers.js', 'a']);
});

test('of a project of which texts have changed only those are read again', async () => {
  await analysis.call('modules', state(1));
  changed = [`/a/${HEADERS}`, '/a/src/another.js'];
  files.set(HEADERS, "import './third.js';");
  files.set('src/third.js', '');
  assert.deepEqual(await analysis.call('modules', state(2)), [INDEX, HEADERS, 'src/third.js']);
  changed = [`/a/${INDEX}`];
  files.set(INDEX, "import './third.js';");
  assert.deepEqual(await analysis.call('modules', state(3)), [INDEX, 'src/third.js']);
  assert.deepEqual(asked, ['a', './headers.js', './headers.js', './third.js', 'a']);
});

test('what an import means is asked until it is there', async () => {
  files.delete(HEADERS);
  assert.deepEqual(await analysis.call('modules', state(1)), [INDEX]);
  changed = [];
  files.set(HEADERS, '');
  assert.deepEqual(await analysis.call('modules', state(2)), [INDEX, HEADERS]);
});

test('of many projects those that were asked for last are kept', async () => {
  files.set(INDEX, '');
  for (const key of ['a1', 'a2', 'a3', 'a4', 'a1', 'a5', 'a1', 'a2']) {
    await analysis.call('modules', state(1, key));
  }
  assert.deepEqual(asked, ['a1', 'a2', 'a3', 'a4', 'a5', 'a2']);
});

test('a project that cannot be read is told of, and read again when it is asked', async () => {
  for (let turn = 1; turn <= 2; turn++) {
    await assert.rejects(analysis.call('modules', state(1, 'b')), /EACCES/);
    assert.equal(asked.length, turn);
  }
});

test('all mistakes of a kind are found in a text and in its project', async () => {
  const text = files.get(INDEX)?.replace(BROKEN, `${BROKEN}\n  r.headers.set('c', 'd');`) ?? '';
  files.set(INDEX, text);
  const found = await analysis.call('fixAll', { ...edited(1), rule: 'QF-08' });
  assert.deepEqual(
    found.map(({ fix, seen }) => [fix.title, [...seen.keys()]]),
    [['Fix all 2 of this kind in the project', [INDEX, HEADERS]]],
  );
  const safe = { ...edited(1), rules: [], codes: IMMUTABLE.codes };
  assert.equal((await analysis.call('safeEdits', safe)).length > 0, true);
  assert.deepEqual(await analysis.call('safeEdits', { ...safe, codes: ['rt:hung'] }), []);
});

test('what is looked for in a state that is past is given up', async () => {
  const [past, now] = await Promise.all([
    analysis.call('fixAll', { ...edited(1), rule: 'QF-08' }),
    analysis.call('fixAll', { ...edited(2), rule: 'QF-08' }),
  ]);
  assert.deepEqual(past, []);
  assert.equal(now.length, 1);
});

test('a module is checked for what stays silent', async () => {
  const room =
    "export const leave = (ws) => { const s = new WebSocket('wss://a/'); s.close(1005); };";
  files.set(HEADERS, room);
  const found = await analysis.call('check', { project: state(1), file: HEADERS });
  assert.equal(found?.text, room);
  assert.deepEqual(
    found.hints.map(({ code, start, end }) => [code, room.slice(start, end)]),
    [['rt:websocket-close-code', 's.close(1005)']],
  );
  assert.equal(await analysis.call('check', { project: state(1), file: 'src/gone.js' }), undefined);
});

test('what handles an event is found', async () => {
  const decoded = decodeTailEvent(rawEvent({ outcome: 'exceededCpu' }));
  assert.ok(decoded.kind === 'event');
  const { event } = decoded;
  const failure = mainFailure(event);
  assert.ok(failure);
  const place = await analysis.call('handler', { project: state(1), event, failure });
  assert.equal(place?.file, `/a/${INDEX}`);
  assert.equal(place.certainty, 'handler');
});

test('titles are in the language of the editor', async () => {
  analysis.dispose();
  const texts = { 'Fix all {0} of this kind in the project': 'Исправить все: {0}' };
  analysis = startAnalysis(ENTRY, { language: 'ru', texts }, editor);
  const [found] = await analysis.call('fixAll', { ...edited(1), rule: 'QF-08' });
  assert.equal(found?.fix.title, 'Исправить все: 2');
});

test('a question that is never answered ends its thread, and the next one has another', async () => {
  analysis.dispose();
  let isStuck = true;
  const entry = (key: string) =>
    isStuck ? new Promise<never>(() => undefined) : editor.entry(key);
  analysis = startAnalysis(
    ENTRY,
    { language: 'en', texts: undefined },
    { ...editor, entry },
    // A thread takes half a second to start on a slow machine.
    3000,
  );
  await assert.rejects(analysis.call('modules', state(1)), /The rules did not answer for 3 s/);
  isStuck = false;
  assert.deepEqual(await analysis.call('modules', state(1)), [INDEX, HEADERS]);
});
