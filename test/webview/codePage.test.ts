import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { meaningOf, meaningsOfNumber } from '../../extension/core/catalog/catalog.ts';
import { comparisonPage } from '../../extension/core/catalog/comparison.ts';
import { entryPage } from '../../extension/core/catalog/entryPage.ts';
import { meaningsPage } from '../../extension/core/catalog/meaningsPage.ts';
import type { Page as CodePage } from '../../extension/core/catalog/page.ts';
import { pageHtml } from '../../extension/core/catalog/pageHtml.ts';
import { repository } from '../support/repository.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { violations } from './axe.ts';
import { editorStyle } from './pageServer.ts';
import { readThemes, THEME_IDS, tokensIn, type ThemeName } from './themes.ts';

/** The page about codes as a browser shows it, in each theme, wide and narrow. */

const folder = path.join(repository, 'out', 'screenshots');
let browser: Browser;
let css: string;

before(async () => {
  browser = await launchBrowser();
  css = await readFile(path.join(repository, 'extension/host/catalog/codePage.css'), 'utf8');
  await mkdir(folder, { recursive: true });
});
after(() => browser.close());

const [hung, refused, abnormal] = ['rt:hung', 'cf:1042', 'ws:1006'].map(meaningOf);
assert.ok(hung && refused && abnormal);
const PAGES: Readonly<Record<string, CodePage>> = {
  entry: entryPage(refused),
  meanings: meaningsPage('1015', meaningsOfNumber(1015)),
  comparison: comparisonPage(abnormal, hung),
};

async function open(page: Page, name: ThemeName, content: CodePage): Promise<void> {
  const theme = readThemes()[name];
  const links = { explain: (code: string) => `#${code}`, compare: () => '#compare' };
  await page.setContent(`<!doctype html><html lang="en"><head><title>Code</title>
    <style>${editorStyle(theme)} html { background: var(--vscode-editor-background); }</style>
    <style>${css}</style></head><body class="${theme.body}">${pageHtml(content, links)}</body></html>`);
}

for (const theme of Object.keys(THEME_IDS) as ThemeName[]) {
  // its own keys
  for (const width of [1000, 360]) {
    test(`axe finds nothing, and nothing is cut off: ${theme}, ${width} px`, async () => {
      const page = await browser.newPage({ viewport: { width, height: 1000 } });
      for (const [name, content] of Object.entries(PAGES)) {
        await open(page, theme, content);
        assert.deepEqual(await violations(page), [], name);
        const [inside, whole] = await page.evaluate(() => [
          document.documentElement.clientWidth,
          document.documentElement.scrollWidth,
        ]);
        assert.equal(whole, inside, `${name} scrolls sideways`);
        await page.screenshot({
          path: path.join(folder, `code-${name}-${theme}-${width}.png`),
          fullPage: true,
        });
      }
      await page.close();
    });
  }
}

test('columns stand side by side, and one below the other where it is narrow', async () => {
  const page = await browser.newPage();
  const { comparison } = PAGES;
  assert.ok(comparison);
  for (const [width, beside] of [
    [1000, true],
    [360, false],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await open(page, 'dark', comparison);
    const columns = await page.locator('.columns').nth(1).locator('> div').all();
    const [left, right] = await Promise.all(columns.map((column) => column.boundingBox()));
    assert.ok(left && right);
    assert.equal(left.y === right.y, beside);
    // Who sees them one below the other is told which is which.
    const label = await page.locator('.columns').nth(1).locator('.which').nth(1).boundingBox();
    assert.equal((label?.width ?? 0) > 10, !beside);
  }
  await page.close();
});

test('every token of the page’s style is known to the editor', () => {
  const known = new Set(Object.values(readThemes()).flatMap(({ tokens }) => Object.keys(tokens)));
  assert.deepEqual(
    tokensIn(css).filter((token) => !known.has(token)),
    [],
  );
});
