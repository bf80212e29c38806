import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { packRows, type Row } from '../../extension/shared/row.ts';
import type { Counts, ToPage } from '../../extension/shared/protocol.ts';
import { someRow } from '../support/rows.ts';
import { PageHarness, type PageUnderTest } from './harness.ts';
import { stateMessage } from './shop.ts';

let harness: PageHarness;

before(async () => {
  harness = await PageHarness.start();
});
after(() => harness.dispose());

function many(first: number, count: number): Row[] {
  return Array.from({ length: count }, (_, index) =>
    someRow({ id: first + index, title: `GET /item/${first + index}` }),
  );
}

function counts(events: number, fields: Partial<Counts> = {}): Counts {
  return { events, failing: 0, logged: 0, gaps: 0, dropped: 0, rejected: 0, ...fields };
}

function more(first: number, count: number, oldest = 0): ToPage {
  return {
    type: 'rows',
    rows: packRows(many(first, count)),
    oldest,
    counts: counts(first + count),
  };
}

/** Titles of the rows whose middle is in view, from top to bottom. */
async function inView({ page }: PageUnderTest): Promise<string[]> {
  return page.evaluate(() => {
    const box = document.querySelector('.scroller')?.getBoundingClientRect();
    if (box === undefined) throw new Error('There is no list.');
    return [...document.querySelectorAll('.row:not([hidden])')]
      .map((row) => ({ row, top: row.getBoundingClientRect().top }))
      .filter(({ top }) => top + 11 > box.top && top + 11 < box.bottom)
      .sort((a, b) => a.top - b.top)
      .map(({ row }) => row.querySelector('.title')?.textContent ?? '');
  });
}

async function scrollTo({ page }: PageUnderTest, top: number): Promise<void> {
  await page.locator('.scroller').evaluate((scroller, to) => scroller.scrollTo({ top: to }), top);
}

async function filled(count: number): Promise<PageUnderTest> {
  const opened = await harness.open();
  await opened.post(stateMessage({ rows: packRows(many(0, count)), counts: counts(count) }));
  await opened.page.locator('.row').first().waitFor();
  await opened.painted();
  return opened;
}

test('the page asks first, and shows what it is then told', async () => {
  const opened = await harness.open();
  assert.deepEqual(await opened.sent('ready'), [{ type: 'ready' }]);
  assert.deepEqual(await inView(opened), []);
  await opened.post(stateMessage({ rows: packRows(many(0, 3)) }));
  await opened.page.locator('#row-2').waitFor();
  assert.deepEqual(await inView(opened), ['GET /item/0', 'GET /item/1', 'GET /item/2']);
  assert.deepEqual(opened.faults, []);
});

test('of 100,000 rows only those in view exist, wherever one scrolls', async () => {
  const opened = await filled(100_000);
  assert.equal((await inView(opened)).at(-1), 'GET /item/99999');
  for (const row of [0, 31_416, 99_000, 7]) {
    await scrollTo(opened, row * 22);
    await opened.page.locator(`#row-${row}`).waitFor();
    const titles = await inView(opened);
    assert.deepEqual(
      titles,
      titles.map((_, index) => `GET /item/${row + index}`),
    );
    const nodes = await opened.page.evaluate(() => document.querySelectorAll('#app *').length);
    assert.ok(nodes <= 600, `${nodes} elements`);
  }
});

test('two million rows, taller than the browser allows, can be reached to the last', async () => {
  const opened = await harness.open();
  // Made in the page: such a message would take its time on the way.
  await opened.page.evaluate(() => {
    const count = 2_000_000;
    const rows = {
      first: 0,
      time: new Float64Array(count),
      cpu: new Float32Array(count),
      wall: new Float32Array(count),
      worker: new Uint16Array(count),
      status: new Uint16Array(count),
      kind: new Uint8Array(count),
      tone: new Uint8Array(count),
      ends: new Uint32Array(count * 3),
      text: '',
    };
    const all = { events: count, failing: 0, logged: 0, gaps: 0, dropped: 0, rejected: 0 };
    const sessions: never[] = [];
    window.postMessage({ type: 'state', sessions, workers: ['api'], rows, counts: all }, '*');
  });
  await opened.page.locator('#row-1999999').waitFor();
  const list = opened.page.getByRole('listbox');
  await list.press('Home');
  await opened.page.locator('#row-0').waitFor();
  for (const id of [1, 2, 3]) {
    await list.press('ArrowDown');
    await opened.page.locator(`#row-${id}.selected`).waitFor();
  }
  await scrollTo(opened, 15_000_000);
  await opened.page.locator('[id^="row-100000"]').first().waitFor();
});

test('the list follows the end, and what is above does not move when the user has left it', async () => {
  const opened = await filled(1000);
  await opened.post(more(1000, 5));
  await opened.page.locator('#row-1004').waitFor();
  assert.equal((await inView(opened)).at(-1), 'GET /item/1004');

  await opened.page.locator('.scroller').hover();
  await opened.page.mouse.wheel(0, -440);
  const follow = opened.page.getByRole('button', { name: 'Follow the latest event' });
  await follow.waitFor();
  const before = await inView(opened);
  await opened.post(more(1005, 3));
  const pill = opened.page.getByRole('button', { name: '3 new events' });
  await pill.waitFor();
  assert.deepEqual(await inView(opened), before);

  await pill.click();
  await opened.page.locator('#row-1007').waitFor();
  await opened.painted();
  assert.equal((await inView(opened)).at(-1), 'GET /item/1007');
  assert.equal(await pill.count(), 0);
  await opened.page.getByRole('button', { name: /^Pause/ }).waitFor();
});

test('the pause button holds the list, although it stands at its end', async () => {
  const opened = await filled(1000);
  await opened.page.getByRole('button', { name: /^Pause/ }).click();
  const before = await inView(opened);
  await opened.post(more(1000, 50));
  await opened.page.getByRole('button', { name: '50 new events' }).waitFor();
  assert.deepEqual(await inView(opened), before);
  // A panel that grows moves the scrollbar, which is not the user's doing.
  await opened.page.setViewportSize({ width: 1400, height: 600 });
  await opened.painted();
  await opened.page.getByRole('button', { name: 'Follow the latest event' }).waitFor();
});

test('what is there when a paused page comes back is not new', async () => {
  const opened = await filled(1000);
  await opened.page.getByRole('button', { name: /^Pause/ }).click();
  await opened.post(stateMessage({ rows: packRows(many(0, 1005)), counts: counts(1005) }));
  await opened.post(more(1005, 2));
  await opened.page.getByRole('button', { name: '2 new events' }).waitFor();
});

test('rows that are dropped at the start do not move those in view', async () => {
  const opened = await filled(1000);
  await scrollTo(opened, 600 * 22);
  await opened.page.locator('#row-600').waitFor();
  const before = await inView(opened);
  assert.equal(before[0], 'GET /item/600');
  await opened.post(more(1000, 100, 100));
  await opened.page.getByRole('button', { name: '100 new events' }).waitFor();
  assert.deepEqual(await inView(opened), before);
  // And when they themselves are dropped, the oldest that is left stands there.
  await opened.post(more(1100, 1, 900));
  await opened.page.locator('#row-900').waitFor();
  await opened.painted();
  assert.equal((await inView(opened))[0], 'GET /item/900');
});

test('cleared rows are gone, and the next ones come in their place', async () => {
  const opened = await filled(1000);
  await opened.post({ type: 'cleared', next: 1000, counts: counts(0) });
  await opened.page.locator('.row:visible').first().waitFor({ state: 'detached' });
  await opened.post(more(1000, 2, 1000));
  await opened.page.locator('#row-1001').waitFor();
  assert.deepEqual(await inView(opened), ['GET /item/1000', 'GET /item/1001']);
});

test('a row that the editor asks for is selected and in view', async () => {
  const opened = await filled(1000);
  await opened.post({ type: 'reveal', id: 40 });
  await opened.page.locator('#row-40.selected').waitFor();
  await opened.waitForSent({ type: 'openDetail', id: 40 });
  assert.ok((await inView(opened)).includes('GET /item/40'));
  await opened.page.getByRole('button', { name: 'Follow the latest event' }).waitFor();
});

test('new events are told to a screen reader in one sentence for all of some seconds', async () => {
  const opened = await harness.open();
  await opened.page.clock.install();
  await opened.post(stateMessage({ rows: packRows(many(0, 1)), counts: counts(1) }));
  const heard = opened.page.getByRole('status');
  for (let id = 1; id < 13; id++) {
    await opened.post({
      type: 'rows',
      rows: packRows(many(id, 1)),
      oldest: 0,
      counts: counts(id + 1, { failing: id > 10 ? id - 10 : 0 }),
    });
  }
  assert.equal(await heard.textContent(), '');
  await opened.page.clock.runFor(5000);
  assert.equal(await heard.textContent(), '12 new events, 2 failing');
});
