import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import type { EventDetail } from '../../extension/shared/protocol.ts';
import { repository } from '../support/repository.ts';
import { violations } from './axe.ts';
import {
  ANSWERED,
  answeredDetail,
  failures,
  LOGGED,
  loggedDetail,
  WENT_ON,
  wentOnDetail,
} from './failures.ts';
import { PageHarness, type PageOptions, type PageUnderTest } from './harness.ts';
import { THEME_IDS, type ThemeName } from './themes.ts';

const folder = path.join(repository, 'out', 'screenshots');
let harness: PageHarness;

before(async () => {
  harness = await PageHarness.start();
  await mkdir(folder, { recursive: true });
});
after(() => harness.dispose());

const THEMES = Object.keys(THEME_IDS) as ThemeName[]; // its own keys
const DETAILS = { logged: loggedDetail, answered: answeredDetail, 'went-on': wentOnDetail };
const SIZES = { wide: [1400, 420], narrow: [420, 520] } as const;

for (const theme of THEMES) {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    test(`each kind of failure has its picture taken, and axe finds nothing: ${theme}, ${size}`, async () => {
      const under = await opened({ theme, width, height });
      if (size === 'narrow') await picture(under, `failures-${theme}-narrow-list`);
      for (const [name, detail] of Object.entries(DETAILS)) {
        await show(under, detail);
        await picture(under, `failures-${theme}-${size}-${name}`);
      }
      assert.deepEqual(under.faults, []);
      for (const detail of Object.values(DETAILS)) {
        await show(under, detail);
        assert.deepEqual(await violations(under.page), []);
      }
    });
  }
}

test('each kind is told by icon and word in the list', async () => {
  const { page } = await opened();
  const chip = (row: number) => page.locator(`#row-${row} .chip`);
  assert.equal(await chip(LOGGED).innerText(), 'logged');
  assert.equal(await chip(ANSWERED).innerText(), 'http:503');
  await chip(LOGGED).locator('.codicon-output').waitFor();
  await chip(ANSWERED).locator('.codicon-reply').waitFor();
  assert.equal(await page.locator(`#row-${ANSWERED} .status`).isVisible(), false, 'once');
  assert.equal(await page.locator('.chip:visible .codicon:visible').count(), 5);
});

test('a chip stands beside its title and its text, however short these are', async () => {
  const { page } = await opened();
  const gaps = await page.locator('.row:visible').evaluateAll((rows) =>
    rows.map((row) => {
      const shown = [...row.querySelectorAll('.title, .status, .chip, .event > .text')]
        .map((part) => part.getBoundingClientRect())
        .filter(({ width }) => width > 0);
      return shown.slice(1).map(({ left }, index) => left - (shown[index]?.right ?? 0));
    }),
  );
  for (const gap of gaps.flat()) assert.ok(gap >= 4 && gap <= 16, JSON.stringify(gaps));
});

test('a logged error says how it was logged, and its frames open', async () => {
  const under = await opened();
  await show(under, loggedDetail);
  const heading = under.page.locator('.failure .heading');
  assert.equal(await heading.innerText(), 'Logged error console.error · version 2f6b9c1e');
  await under.page.getByRole('button', { name: 'src/bookings.ts:12:34' }).click();
  await under.waitForSent({ type: 'openFrame', id: LOGGED, error: 0, frame: 0 });
});

async function opened(options: PageOptions = {}): Promise<PageUnderTest> {
  const under = await harness.open(options);
  await under.post(failures());
  await under.page.locator(`#row-${WENT_ON}`).waitFor();
  return under;
}

async function picture(under: PageUnderTest, name: string): Promise<void> {
  await under.page.evaluate(() => document.fonts.ready);
  await under.painted();
  await under.page.screenshot({ path: path.join(folder, `${name}.png`) });
}

async function show(under: PageUnderTest, detail: EventDetail): Promise<void> {
  const row = under.page.locator(`#row-${detail.id}`);
  // A narrow page has the detail in place of the list.
  if (!(await row.isVisible())) await under.page.keyboard.press('Escape');
  await row.click();
  await under.post({ type: 'detail', id: detail.id, detail });
}
