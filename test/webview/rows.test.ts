import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PageHarness, type PageUnderTest } from './harness.ts';
import { ListHost } from './listHost.ts';
import { CHECKOUT, checkoutDetail, NO_FILTER, shop, stateMessage } from './shop.ts';

/** What is done with rows: several of them, their context, and the values of one. */
let harness: PageHarness;

before(async () => {
  harness = await PageHarness.start();
});
after(() => harness.dispose());

async function filled(count: number): Promise<PageUnderTest> {
  const [opened, host] = await Promise.all([harness.open(), ListHost.of(count)]);
  opened.answer = (message) => host.answer(message);
  await opened.post(host.state());
  await opened.page.locator(`#row-${count - 1}`).waitFor();
  await opened.painted();
  return opened;
}

async function selected({ page }: PageUnderTest): Promise<string[]> {
  return page
    .locator('.row.selected:not([hidden])')
    .evaluateAll((rows) => rows.map(({ id }) => id).sort());
}

async function copied(opened: PageUnderTest): Promise<unknown> {
  return (await opened.sent('copy')).at(-1)?.selection;
}

test('Shift extends the selection, Ctrl adds a row, and both are copied', async () => {
  const opened = await filled(8);
  const { page } = opened;
  await page.locator('#row-2').click();
  await page.locator('#row-4').click({ modifiers: ['Shift'] });
  await opened.painted();
  assert.deepEqual(await selected(opened), ['row-2', 'row-3', 'row-4']);
  await page.locator('#row-7').click({ modifiers: ['ControlOrMeta'] });
  await opened.painted();
  assert.deepEqual(await selected(opened), ['row-2', 'row-3', 'row-4', 'row-7']);
  await page.keyboard.press('ControlOrMeta+c');
  await opened.waitForSent({ type: 'copy', format: 'text', secrets: false });
  assert.deepEqual(await copied(opened), [
    { from: 2, to: 4 },
    { from: 7, to: 7 },
  ]);
});

test('by keyboard a selection reaches rows that the page does not have', async () => {
  const opened = await filled(5000);
  const list = opened.page.getByRole('listbox');
  await list.press('End');
  await opened.page.locator('#row-4999.selected').waitFor();
  await list.press('Shift+Home');
  await opened.page.locator('#row-0.selected').waitFor();
  await list.press('ControlOrMeta+c');
  await opened.waitForSent({ type: 'copy' });
  assert.deepEqual(await copied(opened), [{ from: 4999, to: 0 }]);
  await list.press('ControlOrMeta+a');
  await list.press('ControlOrMeta+c');
  await opened.page.waitForFunction(
    () =>
      (window as unknown as { sentByPage: { type: string; selection?: unknown }[] }).sentByPage // see stubApi
        .at(-1)?.selection === 'all',
  );
  await list.press('Home');
  await opened.painted();
  assert.deepEqual(await selected(opened), ['row-0']);
});

test('C shows a row in context, a bar says so, and Escape leads back', async () => {
  const opened = await filled(8);
  await opened.page.locator('#row-3').click();
  const list = opened.page.getByRole('listbox');
  await list.press('c');
  await opened.waitForSent({ type: 'context', id: 3 });
  const { counts } = stateMessage();
  await opened.post({ type: 'filter', filter: { ...NO_FILTER, aside: 'status:failing' }, counts });
  await opened.page.getByText('Back to the filter').waitFor();
  await list.press('Escape');
  await opened.waitForSent({ type: 'leaveContext' });
  await opened.page.getByText('Back to the filter').click();
  assert.equal((await opened.sent('leaveContext')).length, 2);
  await opened.post({ type: 'filter', filter: NO_FILTER, counts });
  await opened.page.getByText('Back to the filter').waitFor({ state: 'detached' });
});

test('F8 and Ctrl+Enter ask the host for the next failure, and for the line', async () => {
  const opened = await filled(8);
  await opened.page.locator('#row-3').click();
  const list = opened.page.getByRole('listbox');
  await list.press('F8');
  await opened.waitForSent({ type: 'failureStep', forward: true });
  await list.press('Shift+F8');
  await opened.waitForSent({ type: 'failureStep', forward: false });
  await list.press('ControlOrMeta+Enter');
  await opened.waitForSent({ type: 'openPlace', id: 3 });
});

test('a value becomes a word of the filter, and says how often it occurs', async () => {
  const opened = await harness.open();
  await opened.post(shop());
  await opened.page.locator(`#row-${CHECKOUT}`).click();
  await opened.waitForSent({ type: 'openDetail', id: CHECKOUT });
  await opened.post({ type: 'detail', id: CHECKOUT, detail: checkoutDetail });
  const status = opened.page.locator('.request .pair').first();
  await status.focus();
  await opened.page.keyboard.press('+');
  await opened.waitForSent({ type: 'filterBy', term: 'http:none', exclude: false });
  await opened.page.keyboard.press('-');
  await opened.waitForSent({ type: 'filterBy', term: 'http:none', exclude: true });
  await opened.page.keyboard.press('Alt+ArrowDown');
  await opened.waitForSent({ type: 'fieldStatistic', id: CHECKOUT, term: 'http:none' });
  const values = [
    { value: '200', term: 'http:200', count: 115 },
    { value: 'none', term: 'http:none', count: 10 },
  ];
  await opened.post({
    type: 'statistic',
    id: CHECKOUT,
    term: 'http:none',
    statistic: { events: 125, values },
  });
  const bars = opened.page.locator('.statistic');
  await bars.waitFor();
  assert.match(await bars.innerText(), /200\s+92 %\s+115 of this handler’s 125\s+none\s+8 %/);
  await bars.getByRole('button', { name: 'Exclude this: -http:200' }).click();
  await opened.waitForSent({ type: 'filterBy', term: 'http:200', exclude: true });
  await status.focus();
  await opened.page.keyboard.press('Escape');
  await bars.waitFor({ state: 'detached' });
  await opened.page.keyboard.press('ArrowDown');
  assert.match((await opened.page.locator('.pair:focus').innerText()).trim(), /^cf-ray/);
});

test('J and K go from event to event, and the detail keeps the focus', async () => {
  const opened = await harness.open();
  await opened.post(shop());
  await opened.page.locator(`#row-${CHECKOUT}`).click();
  await opened.post({ type: 'detail', id: CHECKOUT, detail: checkoutDetail });
  await opened.page.getByRole('listbox').press('Enter');
  await opened.page.keyboard.press('k');
  await opened.waitForSent({ type: 'openDetail', id: CHECKOUT - 1 });
  await opened.page.keyboard.press('k');
  await opened.waitForSent({ type: 'openDetail', id: CHECKOUT - 2 });
  await opened.page.keyboard.press('j');
  await opened.page.locator(`#row-${CHECKOUT - 1}.selected`).waitFor();
  assert.equal(await opened.page.locator('.detail :focus').count(), 1);
});

test('fixes come later, and move nothing that is read', async () => {
  const opened = await harness.open({ height: 300 });
  await opened.post(shop());
  await opened.page.locator(`#row-${CHECKOUT}`).click();
  const { explain } = checkoutDetail;
  assert.ok(explain);
  await opened.post({
    type: 'detail',
    id: CHECKOUT,
    detail: { ...checkoutDetail, explain: { ...explain, fixes: undefined } },
  });
  const content = opened.page.locator('.content');
  await content.locator('.card').waitFor();
  assert.equal(await content.locator('.fixes').count(), 0);
  await content.evaluate((element) => element.scrollTo({ top: 40 }));
  await opened.post({
    type: 'fixes',
    id: CHECKOUT,
    fixes: [{ key: 'k', title: 'Copy it', safe: true, files: ['a.ts'] }],
    steps: [],
    example: undefined,
  });
  await content.getByRole('button', { name: 'Copy it' }).waitFor();
  assert.equal(await content.evaluate(({ scrollTop }) => scrollTop), 40);
});

test('related events are listed, and lead to their rows', async () => {
  const opened = await harness.open();
  await opened.post(shop());
  await opened.page.locator(`#row-${CHECKOUT}`).click();
  await opened.post({ type: 'detail', id: CHECKOUT, detail: checkoutDetail });
  const row = { id: 2, time: 0, kind: 'fetch', tone: 'normal', title: 'GET /products' } as const;
  await opened.post({
    type: 'related',
    id: CHECKOUT,
    related: [{ reason: 'Same request (cf-ray)', term: 'ray:8f1c', rows: [row] }],
  });
  await opened.page.locator('.related').getByRole('button', { name: 'GET /products' }).click();
  await opened.waitForSent({ type: 'openRelated', id: 2 });
});

test('colours in a log are those of the theme’s terminal', async () => {
  const opened = await harness.open();
  await opened.post(shop());
  await opened.page.locator(`#row-${CHECKOUT}`).click();
  await opened.post({
    type: 'detail',
    id: CHECKOUT,
    detail: {
      ...checkoutDetail,
      logs: [{ level: 'log', time: 0, parts: ['\u001b[31mred\u001b[0m plain'] }],
    },
  });
  const red = opened.page.locator('.logs .ansi-red');
  assert.equal(await red.innerText(), 'red');
  assert.equal(await opened.page.locator('.logs .part').first().innerText(), 'red plain');
});
