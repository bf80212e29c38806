import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PageHarness, type PageUnderTest } from './harness.ts';
import { ListHost } from './listHost.ts';

let harness: PageHarness;

before(async () => {
  harness = await PageHarness.start();
});
after(() => harness.dispose());

/** A page with this many rows, and the host that has them. */
async function filled(
  count: number,
  maxEvents?: number,
): Promise<{ readonly opened: PageUnderTest; readonly host: ListHost }> {
  const [opened, host] = await Promise.all([harness.open(), ListHost.of(count, maxEvents)]);
  opened.answer = (message) => host.answer(message);
  await opened.post(host.state());
  if (count > 0) await opened.page.locator('.row').first().waitFor();
  await opened.painted();
  return { opened, host };
}

/** Nothing has moved; the strip that says how many are new may hide what was last. */
function assertUnmoved(now: readonly string[], before: readonly string[]): void {
  assert.ok(now.length >= before.length - 2, `${now.length} of ${before.length} rows`);
  assert.deepEqual(now, before.slice(0, now.length));
}

/** The page is told what is new. */
async function tell(opened: PageUnderTest, host: ListHost): Promise<void> {
  const rows = host.rows();
  assert.ok(rows);
  await opened.post(rows);
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

test('the page asks first, and shows what it is then told', async () => {
  const opened = await harness.open();
  assert.deepEqual(await opened.sent('ready'), [{ type: 'ready', utcOffset: 0 }]);
  assert.deepEqual(await inView(opened), []);
  await opened.post((await ListHost.of(3)).state());
  await opened.page.locator('#row-2').waitFor();
  assert.deepEqual(await inView(opened), ['GET /item/0', 'GET /item/1', 'GET /item/2']);
  assert.deepEqual(opened.faults, []);
});

test('of 100,000 rows only those in view exist, wherever one scrolls', async () => {
  const { opened } = await filled(100_000);
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
  const { opened } = await filled(2_000_000);
  await opened.page.locator('#row-1999999').waitFor();
  const list = opened.page.getByRole('listbox');
  await list.press('Home');
  await opened.page.locator('#row-0.selected').waitFor();
  for (const id of [1, 2, 3]) {
    await list.press('ArrowDown');
    await opened.page.locator(`#row-${id}.selected`).waitFor();
  }
  await scrollTo(opened, 15_000_000);
  await opened.page.locator('[id^="row-100000"]').first().waitFor();
});

test('the list follows the end, and what is above does not move when the user has left it', async () => {
  const { opened, host } = await filled(1000);
  host.add(5);
  await tell(opened, host);
  await opened.page.locator('#row-1004').waitFor();
  assert.equal((await inView(opened)).at(-1), 'GET /item/1004');

  await opened.page.locator('.scroller').hover();
  await opened.page.mouse.wheel(0, -440);
  const follow = opened.page.getByRole('button', { name: 'Follow the latest event' });
  await follow.waitFor();
  const before = await inView(opened);
  host.add(3);
  await tell(opened, host);
  const pill = opened.page.getByRole('button', { name: '3 new events' });
  await pill.waitFor();
  assertUnmoved(await inView(opened), before);

  await pill.click();
  await opened.page.locator('#row-1007').waitFor();
  await opened.painted();
  assert.equal((await inView(opened)).at(-1), 'GET /item/1007');
  assert.equal(await pill.count(), 0);
  await opened.page.getByRole('button', { name: /^Pause/ }).waitFor();
});

test('the pause button holds the list, although it stands at its end', async () => {
  const { opened, host } = await filled(1000);
  await opened.page.getByRole('button', { name: /^Pause/ }).click();
  await opened.waitForSent({ type: 'show' });
  const before = await inView(opened);
  host.add(50);
  await tell(opened, host);
  await opened.page.getByRole('button', { name: '50 new events' }).waitFor();
  assertUnmoved(await inView(opened), before);
  // A panel that grows moves the scrollbar, which is not the user's doing.
  await opened.page.setViewportSize({ width: 1400, height: 600 });
  await opened.painted();
  await opened.page.getByRole('button', { name: 'Follow the latest event' }).waitFor();
});

test('what is there when a paused page comes back is not new', async () => {
  const { opened, host } = await filled(1000);
  await opened.page.getByRole('button', { name: /^Pause/ }).click();
  await opened.waitForSent({ type: 'show' });
  host.add(5);
  await opened.page.reload();
  await opened.waitForSent({ type: 'ready' });
  await opened.post(host.state());
  await opened.painted();
  host.add(2);
  await tell(opened, host);
  await opened.page.getByRole('button', { name: '2 new events' }).waitFor();
});

test('rows that are dropped at the start do not move those in view', async () => {
  const { opened, host } = await filled(1000, 1000);
  await scrollTo(opened, 600 * 22);
  await opened.page.locator('#row-600').waitFor();
  const before = await inView(opened);
  assert.equal(before[0], 'GET /item/600');
  host.add(100);
  await tell(opened, host);
  await opened.page.getByRole('button', { name: '100 new events' }).waitFor();
  assertUnmoved(await inView(opened), before);
  // And when they themselves are dropped, the oldest that is left stands there.
  host.add(800);
  await tell(opened, host);
  await opened.page.locator('#row-900').waitFor();
  await opened.painted();
  assert.equal((await inView(opened))[0], 'GET /item/900');
});

test('an event that comes late stands at its time, and moves nothing in view', async () => {
  const { opened, host } = await filled(1000);
  await scrollTo(opened, 600 * 22);
  await opened.page.locator('#row-600').waitFor();
  await opened.waitForSent({ type: 'show' });
  const before = await inView(opened);
  const time = host.kept.time(500);
  host.add(1, { time, title: 'WS GET /late' });
  await tell(opened, host);
  await opened.page.getByRole('button', { name: '1 new event' }).waitFor();
  await opened.painted();
  assertUnmoved(await inView(opened), before);
  await scrollTo(opened, 501 * 22);
  await opened.page.locator('#row-1000').waitFor();
  await opened.painted();
  assert.deepEqual((await inView(opened)).slice(0, 2), ['WS GET /late', 'GET /item/501']);
});

test('cleared rows are gone, and the next ones come in their place', async () => {
  const { opened, host } = await filled(1000);
  host.kept.clear();
  await tell(opened, host);
  await opened.page.locator('.row:visible').first().waitFor({ state: 'detached' });
  host.add(2);
  await tell(opened, host);
  await opened.page.locator('#row-1001').waitFor();
  assert.deepEqual(await inView(opened), ['GET /item/1000', 'GET /item/1001']);
});

test('cleared rows are gone for somebody who was reading, too', async () => {
  const { opened, host } = await filled(1000);
  await scrollTo(opened, 300 * 22);
  await opened.page.locator('#row-300').waitFor();
  await opened.waitForSent({ type: 'show' });
  host.kept.clear();
  host.add(3);
  await tell(opened, host);
  await opened.page.locator('#row-1002').waitFor();
  assert.deepEqual(await inView(opened), ['GET /item/1000', 'GET /item/1001', 'GET /item/1002']);
});

test('a row that the editor asks for is selected and in view', async () => {
  const { opened } = await filled(1000);
  await opened.post({ type: 'reveal', id: 40, position: 40 });
  await opened.page.locator('#row-40.selected').waitFor();
  await opened.waitForSent({ type: 'openDetail', id: 40 });
  assert.ok((await inView(opened)).includes('GET /item/40'));
  await opened.page.getByRole('button', { name: 'Follow the latest event' }).waitFor();
});

test('new events are told to a screen reader in one sentence for all of some seconds', async () => {
  const opened = await harness.open();
  await opened.page.clock.install();
  const host = await ListHost.of(1);
  await opened.post(host.state());
  const heard = opened.page.getByRole('status');
  for (let id = 1; id < 13; id++) {
    host.add(1);
    const rows = host.rows();
    assert.ok(rows?.type === 'rows');
    const failing = id > 10 ? id - 10 : 0;
    await opened.post({ ...rows, counts: { ...rows.counts, failing } });
  }
  assert.equal(await heard.textContent(), '');
  await opened.page.clock.runFor(5000);
  assert.equal(await heard.textContent(), '12 new events, 2 failing');
});
