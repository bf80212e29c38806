import assert from 'node:assert/strict';
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { before, test } from 'node:test';
import type { BuildSettings } from '../../../../extension/core/config/wranglerConfig.ts';
import { firstPlace, locate } from '../../../../extension/core/errors/locate.ts';
import type { DiskSources } from '../../../../extension/host/sources/projectSources.ts';
import { NO_BUILDS, projectIn, sourcesOf, windowOf } from '../../../support/projectOnDisk.ts';

let workspace: string;
let folder: string;

before(async () => {
  workspace = await mkdtemp(path.join(os.tmpdir(), 'tail-worker-sources-'));
  folder = path.join(workspace, 'api');
  for (const file of ['api/src/index.ts', 'shared/text.ts', 'api/node_modules/x/index.ts']) {
    await mkdir(path.dirname(path.join(workspace, file)), { recursive: true });
    await writeFile(path.join(workspace, file), 'export const x = 1;\n');
  }
  await symlink('/etc', path.join(folder, 'src', 'outside'));
});

function sources(fields: Partial<BuildSettings> = {}, open?: string): DiskSources {
  return sourcesOf(projectIn(folder, fields), workspace, NO_BUILDS, () => open);
}

test('a source is found in the project and in the workspace', async () => {
  assert.deepEqual(await sources().findSource('src/index.ts'), {
    file: path.join(folder, 'src', 'index.ts'),
    display: 'src/index.ts',
  });
  assert.equal(
    (await sources().findSource('../shared/text.ts'))?.file,
    path.join(workspace, 'shared', 'text.ts'),
  );
  const url = `file://${folder}/src/index.ts`;
  assert.equal((await sources().findSource(url))?.display, 'src/index.ts');
});

for (const hostile of [
  '/etc/passwd',
  '../../../../../../../../etc/passwd',
  'file:///etc/passwd',
  'file://host/share/x.ts',
  'file://%',
  'src/outside/passwd',
  'src',
  'src/../src/missing.ts',
  'node_modules/x/index.ts',
  'src/index.ts\0.js',
  '',
]) {
  test(`${JSON.stringify(hostile)} leads nowhere`, async () => {
    assert.equal(await sources().findSource(hostile), undefined);
  });
}

test('the bundle’s name means the bundle, and a source at the root that was bundled into it', async () => {
  const file = path.join(folder, 'index.js');
  await writeFile(file, '');
  assert.equal(await sources().findSource('index.js'), undefined);
  const found = { file, display: 'index.js' };
  for (const main of ['index.js', './index.js']) {
    assert.deepEqual(await sources({ main }).findSource('index.js'), { ...found, means: 'either' });
  }
  assert.deepEqual(await sources({ noBundle: true, main: 'index.js' }).findSource('index.js'), {
    ...found,
    means: 'module',
  });
  assert.equal((await sources({ main: 'index.js' }).findSource(file))?.means, undefined);
  // Without an uploaded map nothing is mapped.
  const unmapped = sources({ main: 'index.js', noMaps: true });
  assert.equal(await unmapped.findSource('index.js'), undefined);
});

test('a name that the bundle has not is a source’s', async () => {
  for (const name of ['root.mjs', 'helper.js', 'old.cjs']) {
    const file = path.join(folder, name);
    await writeFile(file, '');
    for (const main of ['root.mjs', 'src/index.ts']) {
      assert.deepEqual(await sources({ main }).findSource(name), { file, display: name });
    }
  }
});

test('a path from the workspace’s root on is sure only if it leads into the project', async () => {
  for (const file of ['api/src/deep.ts', 'shared/text.ts']) {
    await writeFile(path.join(workspace, file), '');
  }
  assert.deepEqual(await sources().findSource('api/src/deep.ts'), {
    file: path.join(folder, 'src', 'deep.ts'),
    display: 'src/deep.ts',
  });
  assert.equal((await sources().findSource('shared/text.ts'))?.isNamesake, true);
  assert.equal((await sources().findSource('../shared/text.ts'))?.isNamesake, undefined);
});

test('a source of the same path in another folder of the window is not meant', async () => {
  for (const file of ['a/src/index.ts', 'b/src/index.ts', 'b/src/lib/text.ts']) {
    await mkdir(path.dirname(path.join(workspace, file)), { recursive: true });
    await writeFile(path.join(workspace, file), 'export const parse = (a) => a.trim();\n');
  }
  const [a = '', b = ''] = ['a', 'b'].map((name) => path.join(workspace, name));
  const window = windowOf(projectIn(a), [a, b]);
  assert.equal((await window.findSource('src/index.ts'))?.file, path.join(a, 'src/index.ts'));
  assert.equal(await window.findSource('src/lib/text.ts'), undefined);
  const stack = '    at parse (src/lib/text.ts:1:32)\n    at Object.fetch (src/index.ts:1:8)';
  assert.equal(firstPlace(await locate(stack, window)), undefined);
  // What leads from the project to the other folder is meant.
  const other = path.join(b, 'src', 'lib', 'text.ts');
  assert.equal((await window.findSource('../b/src/lib/text.ts'))?.file, other);
  assert.equal((await window.findSource(other))?.file, other);
  const place = firstPlace(await locate('    at parse (../b/src/lib/text.ts:1:34)', window));
  assert.equal(place?.certainty, 'mapped');
  const guess = sourcesOf(projectIn(a), workspace);
  await mkdir(path.join(workspace, 'src/lib'), { recursive: true });
  await writeFile(
    path.join(workspace, 'src/lib/text.ts'),
    'export const parse = (a) => a.trim();\n',
  );
  assert.equal(firstPlace(await locate(stack, guess))?.certainty, 'guessed');
});

test('a name without a folder is not looked for outside the project', async () => {
  await writeFile(path.join(workspace, 'above.js'), '');
  assert.equal(await sources().findSource('above.js'), undefined);
});

test('modules that are uploaded as they are have names from the entry’s folder on', async () => {
  for (const file of ['lib/b.js', 'src/lib/b.js', 'src/worker.js']) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), '');
  }
  const asIs = sources({ noBundle: true, main: 'src/worker.js' });
  assert.equal((await asIs.findSource('lib/b.js'))?.display, 'src/lib/b.js');
  assert.equal((await asIs.findSource('worker.js'))?.display, 'src/worker.js');
  assert.equal(await asIs.findSource('src/index.ts'), undefined);
});

test('a base folder is where names of modules begin, but for the entry’s', async () => {
  for (const file of ['based/lib/c.js', 'based/src/worker.js']) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), '');
  }
  const asIs = sources({ noBundle: true, main: 'based/src/worker.js', baseFolder: './based' });
  assert.equal((await asIs.findSource('lib/c.js'))?.display, 'based/lib/c.js');
  assert.equal((await asIs.findSource('worker.js'))?.display, 'based/src/worker.js');
});

test('a module beside a bundle is found, unless a source has its name too', async () => {
  for (const file of ['beside/lib/d.mjs', 'beside/lib/e.mjs', 'lib/e.mjs', 'beside/f.mjs']) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), '');
  }
  const main = 'beside/index.mjs';
  const bundled = sources({ main, hasModules: true });
  const uploaded = (display: string) => ({
    file: path.join(folder, display),
    display,
    means: 'uploaded',
  });
  assert.deepEqual(await bundled.findSource('lib/d.mjs'), uploaded('beside/lib/d.mjs'));
  assert.deepEqual(await bundled.findSource('f.mjs'), uploaded('beside/f.mjs'));
  assert.equal(await bundled.findSource('lib/e.mjs'), undefined);
  assert.equal(await sources({ main }).findSource('lib/d.mjs'), undefined);
  const based = sources({ main, hasModules: true, baseFolder: '.' });
  assert.deepEqual(await based.findSource('beside/lib/d.mjs'), uploaded('beside/lib/d.mjs'));
});

test('a workspace that is opened through a link has its files under that name', async () => {
  const link = `${workspace}-link`;
  await symlink(workspace, link, 'junction');
  const opened = sourcesOf(projectIn(path.join(link, 'api')), link);
  for (const name of ['src/index.ts', path.join(folder, 'src', 'index.ts')]) {
    assert.deepEqual(await opened.findSource(name), {
      file: path.join(link, 'api', 'src', 'index.ts'),
      display: 'src/index.ts',
    });
  }
  assert.equal(await opened.findSource('/etc/passwd'), undefined);
  assert.equal(await opened.findSource('src/outside/passwd'), undefined);
});

test('the text of a source is what the editor has open, else what is on disk', async () => {
  const file = path.join(folder, 'src', 'index.ts');
  assert.equal(await sources().presentText(file), 'export const x = 1;\n');
  assert.equal(await sources().presentText(path.join(folder, 'gone.ts')), undefined);
  assert.equal(await sources({}, 'typed').presentText(file), 'typed');
});

test('texts that a source had are what the version was seen with, then what was built', async () => {
  const file = path.join(folder, 'src', 'index.ts');
  await mkdir(path.join(folder, 'dist'), { recursive: true });
  const map = { version: 3, names: [], mappings: 'AAAA', sources: ['../src/index.ts'] };
  await writeFile(
    path.join(folder, 'dist', 'index.js.map'),
    JSON.stringify({ ...map, sourcesContent: ['built'] }),
  );
  const seen = windowOf(projectIn(folder), [workspace], NO_BUILDS, undefined, (of, version) =>
    of === file && version === 'v1' ? 'saved' : undefined,
  );
  assert.deepEqual(await seen.pastTexts(file, 'v1'), ['saved', 'built']);
  assert.deepEqual(await seen.pastTexts(file, 'v2'), ['built']);
  assert.deepEqual(await seen.pastTexts(file, undefined), ['built']);
  assert.deepEqual(await seen.pastTexts(path.join(folder, 'gone.ts'), 'v1'), []);
});

test('a source in a linked folder is found under the name it is asked for', async () => {
  await symlink(path.join(workspace, 'shared'), path.join(folder, 'linked'), 'junction');
  assert.equal((await sources().findSource('linked/text.ts'))?.display, 'linked/text.ts');
});

test('a name that differs in capitals only gives the file’s own name', async () => {
  // As on a disk that does not tell them apart.
  await symlink(path.join(folder, 'src'), path.join(folder, 'SRC'), 'junction').catch(
    () => undefined,
  );
  assert.equal((await sources().findSource('SRC/index.ts'))?.display, 'src/index.ts');
});

test('a byte order mark is told from the disk: the editor hides it', async () => {
  const file = path.join(folder, 'src', 'marked.ts');
  await writeFile(file, '\uFEFFa();');
  assert.equal(await sources({}, 'a();').hasByteOrderMark(file), true);
  assert.equal(await sources().hasByteOrderMark(path.join(folder, 'src', 'index.ts')), false);
  assert.equal(await sources().hasByteOrderMark(path.join(folder, 'gone.ts')), false);
});

test('a bundled Worker uploads one module, unless its configuration or its folder says otherwise', () => {
  assert.ok(sources().mayUpload('index.js'));
  assert.ok(!sources().mayUpload('other.js'));
  assert.ok(sources({ noBundle: true }).mayUpload('other.js'));
  assert.ok(sources({ hasModules: true }).mayUpload('other.js'));
  assert.ok(sources({ madeOf: ['src'] }).mayUpload('other.js'));
  assert.ok(sources({ main: 'index.js' }).mayUpload('other.js'));
});
