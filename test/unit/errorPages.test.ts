import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { test } from 'node:test';
import { errorPages } from '../support/errorPages.ts';
import { repository } from '../support/repository.ts';

const folder = path.join(repository, 'docs/errors');
const pages = await errorPages();

test('docs/errors is what the catalog says; "npm run docs" writes it', async () => {
  assert.deepEqual((await readdir(folder)).sort(), [...pages.keys()].sort());
  for (const [name, text] of pages) {
    assert.equal(await readFile(path.join(folder, name), 'utf8'), text, `${name} is stale`);
  }
});

test('each link between the pages has its anchor', () => {
  let links = 0;
  for (const [name, text] of pages) {
    for (const [, file = '', anchor = ''] of text.matchAll(/\]\(([a-z0-9]+\.md)#([\w-]+)\)/g)) {
      assert.ok(pages.get(file)?.includes(`<a id="${anchor}"></a>`), `${name}: ${file}#${anchor}`);
      links++;
    }
  }
  assert.ok(links > 500);
});
