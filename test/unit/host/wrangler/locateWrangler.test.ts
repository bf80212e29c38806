import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { test } from 'node:test';
import { UserError } from '../../../../extension/host/userErrors.ts';
import { locateWrangler } from '../../../../extension/host/wrangler/locateWrangler.ts';

const OWN = { wranglerPath: '', nodePath: '' };

/** A folder, and below it an installed wrangler where asked for. */
async function folder(installed: boolean): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'tail-worker-locate-'));
  if (installed) {
    const wrangler = path.join(root, 'node_modules', 'wrangler');
    await mkdir(path.join(wrangler, 'bin'), { recursive: true });
    const manifest = { bin: { wrangler: './bin/wrangler.js', other: './bin/other.js' } };
    await writeFile(path.join(wrangler, 'package.json'), JSON.stringify(manifest));
    await writeFile(path.join(wrangler, 'bin', 'wrangler.js'), '');
  }
  return root;
}

test('the project’s own wrangler is found in the folder or above it', async () => {
  const root = await folder(true);
  const inner = path.join(root, 'packages', 'api');
  await mkdir(inner, { recursive: true });
  for (const from of [root, inner]) {
    const { script, node } = await locateWrangler(from, OWN);
    assert.equal(script, path.join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js'));
    assert.equal(node, process.execPath);
  }
});

test('a project without wrangler says what to run', async () => {
  await assert.rejects(locateWrangler(await folder(false), OWN), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.message, /npm install --save-dev wrangler/);
    assert.ok(error.next);
    return true;
  });
});

test('the settings name another wrangler and another Node.js, relative to the project', async () => {
  const root = await folder(true);
  const found = await locateWrangler(root, {
    wranglerPath: 'node_modules/wrangler',
    nodePath: 'bin/node',
  });
  assert.equal(found.script, path.join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js'));
  assert.equal(found.node, path.join(root, 'bin', 'node'));
});

test('a setting that leads nowhere is named', async () => {
  const settings = { wranglerPath: 'nowhere', nodePath: '' };
  await assert.rejects(locateWrangler(await folder(true), settings), /tailWorker\.wranglerPath/);
});
