import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { EventDetail, StateMessage } from '../../extension/shared/protocol.ts';
import { someRow, wholeList } from '../support/rows.ts';
import { PageHarness, type PageOptions, type PageUnderTest } from './harness.ts';
import { CHECKOUT, checkoutDetail, detailOf, session, shop, stateMessage } from './shop.ts';

let harness: PageHarness;

before(async () => {
  harness = await PageHarness.start();
});
after(() => harness.dispose());

async function opened(
  detail: EventDetail,
  state: StateMessage = shop(),
  options: PageOptions = {},
): Promise<PageUnderTest> {
  const under = await harness.open(options);
  await under.post(state);
  await under.page.locator(`#row-${detail.id}`).click();
  await under.waitForSent({ type: 'openDetail', id: detail.id });
  await under.post({ type: 'detail', id: detail.id, detail });
  await under.page.locator('.content > *').first().waitFor();
  return under;
}

test('a click on a row asks for its detail, once', async () => {
  const { page, ...under } = await opened(checkoutDetail).then((each) => ({
    page: each.page,
    sent: () => each.sent('openDetail'),
  }));
  await page.locator(`#row-${CHECKOUT}`).click();
  assert.deepEqual(await under.sent(), [{ type: 'openDetail', id: CHECKOUT }]);
  await page.getByRole('option', { selected: true, name: /POST \/checkout/ }).waitFor();
});

test('the card says what the code means and what the visitor saw', async () => {
  const { page } = await opened(checkoutDetail);
  const card = page.locator('.card.error');
  assert.match(
    await card.innerText(),
    /cf:1101\s+The Worker tried .*\s+A response .* The visitor saw Error 1101\./,
  );
});

test('where no fix is on offer, the card says what to do, with code that is right', async () => {
  const { page } = await opened({
    ...checkoutDetail,
    explain: checkoutDetail.explain && {
      ...checkoutDetail.explain,
      fixes: [],
      steps: ['Write less often.', 'Count in a `DurableObject`.'],
      example: 'const { success } =\n  await env.LIMIT.limit({ key });',
    },
  });
  assert.deepEqual(await page.locator('.card .steps li').allInnerTexts(), [
    'Write less often.',
    'Count in a DurableObject.',
  ]);
  assert.equal(
    await page.locator('.card pre').innerText(),
    'const { success } =\n  await env.LIMIT.limit({ key });',
  );
});

test('the buttons of the card fix, go to the line, and open the documentation', async () => {
  const under = await opened({
    ...checkoutDetail,
    explain: checkoutDetail.explain && {
      ...checkoutDetail.explain,
      fixes: [
        { key: 'off', title: 'Turn `cors` off', safe: false, files: ['api/wrangler.toml'] },
        { key: 'copy', title: 'Copy the response', safe: true, files: ['api/src/index.ts'] },
      ],
    },
  });
  const button = (name: string) => under.page.getByRole('button', { name, exact: true });
  // The first safe fix is the primary button; each says what it does.
  assert.deepEqual(await under.page.locator('.fixes .note').allInnerTexts(), [
    'Changes api/wrangler.toml. You see a preview first.',
    'Changes api/src/index.ts.',
  ]);
  assert.equal(await button('Copy the response').getAttribute('secondary'), null);
  assert.equal(await button('Turn cors off').getAttribute('secondary'), '');
  await button('Copy the response').click();
  await under.waitForSent({ type: 'applyFix', id: CHECKOUT, key: 'copy' });
  await button('Turn cors off').click();
  await under.waitForSent({ type: 'applyFix', id: CHECKOUT, key: 'off' });
  await button('Go to line').click();
  await under.waitForSent({ type: 'openPlace', id: CHECKOUT });
  await button('Documentation').click();
  await under.waitForSent({ type: 'openLink', id: CHECKOUT });
  await button('The same failure in the other Worker or object').click();
  await under.waitForSent({ type: 'openTwin', id: CHECKOUT });
  await button('Show the raw event').click();
  await under.waitForSent({ type: 'openRaw', id: CHECKOUT });
});

test('a frame of the user’s own source opens, one of the bundle does not, and each says which', async () => {
  const under = await opened(checkoutDetail);
  const frames = await under.page.locator('.frame').allInnerTexts();
  assert.deepEqual(
    frames.map((frame) => frame.split(/\n+/)),
    [
      ['at addCors', 'src/cors.ts:18:20', 'mapped'],
      ['at checkout', 'src/checkout.ts:41:10', 'mapped'],
      ['at async Object.fetch', 'index.js:29296:187', 'not mapped'],
    ],
  );
  assert.equal(await under.page.locator('.frame button').count(), 2);
  await under.page.getByRole('button', { name: 'src/checkout.ts:41:10' }).click();
  await under.waitForSent({ type: 'openFrame', id: CHECKOUT, error: 0, frame: 1 });
});

test('logs stand in the order of time, and an object opens to all of it', async () => {
  const { page } = await opened({
    ...checkoutDetail,
    logs: [
      { level: 'warn', time: 2_000, parts: ['second'] },
      { level: 'log', time: 1_000, parts: ['first', '{\n  "a": {\n    "b": [1, "x"]\n  }\n}'] },
    ],
  });
  const lines = page.locator('.line');
  assert.match(
    (await lines.allInnerTexts()).join('|'),
    /^00:00:01\.000\s+log\s+first\s*\{ a: \{…\} \}\|00:00:02\.000\s+warn\s+second$/,
  );
  const object = page.getByRole('button', { name: '{ a: {…} }' });
  assert.equal(await object.getAttribute('aria-expanded'), 'false');
  await object.click();
  assert.equal(await object.getAttribute('aria-expanded'), 'true');
  assert.equal(
    await page.locator('.whole').innerText(),
    '{\n  a: {\n    b: [\n      1,\n      "x"\n    ]\n  }\n}',
  );
});

test('a request shows its headers, and says which value is masked', async () => {
  const { page } = await opened(checkoutDetail);
  assert.match(
    await page.locator('.request').innerText(),
    /Request\s*POST\s+https:\/\/shop\.example\.com\/checkout\s+status\s+none: the handler threw\s+cf-ray\s+8f1c2a7be9d1c0de-AMS/,
  );
  assert.equal(await page.locator('.request dd.masked').innerText(), 'masked');
});

test('what strangers send is text: no element, no turned direction, nothing unseen', async () => {
  const evil = `<img src=x onerror="document.title='owned'">\u202Egpj.exe\u0007\u200B\u3164`;
  const seen = `<img src=x onerror="document.title='owned'">⟨U+202E⟩gpj.exe⟨U+0007⟩⟨U+200B⟩⟨U+3164⟩`;
  const place = { path: evil, line: 1, column: 1 };
  const under = await opened(
    detailOf({
      title: evil,
      worker: evil,
      outcome: evil,
      explain: {
        code: `outcome:${evil}`,
        title: evil,
        text: evil,
        evidence: evil,
        visitorSaw: evil,
        also: [{ code: `rt:${evil}`, title: evil }],
        undecided: { said: evil, meanings: [{ code: `ws:${evil}`, title: evil }] },
        link: 'https://example.com',
        fixes: [{ key: 'x', title: evil, safe: true, files: [evil] }],
        steps: [evil],
        example: evil,
        place,
      },
      errors: [
        {
          kind: 'thrown',
          level: undefined,
          name: evil,
          message: evil,
          frames: [
            { functionName: evil, place, certainty: 'mapped', canOpen: true },
            { functionName: evil, place, certainty: 'unmapped', canOpen: false },
          ],
        },
      ],
      logs: [{ level: evil, time: 0, parts: [evil, JSON.stringify({ [evil]: evil })] }],
      request: { method: evil, url: evil, fields: [[evil, evil]], headers: [[evil, evil]] },
      hasTwin: false,
      facts: [[evil, evil]],
    }),
    stateMessage({
      workers: [evil],
      sessions: [session({ name: evil, sentence: evil })],
      rows: wholeList([someRow({ title: evil, text: evil, code: `outcome:${evil}` })]),
    }),
  );
  const { page } = under;
  await page.locator('.toggle').click();
  await under.painted();
  assert.equal(await page.locator('img').count(), 0);
  assert.notEqual(await page.title(), 'owned');
  const text = await page.locator('#app').evaluate((app) => app.textContent);
  assert.ok(text.split(seen).length > 20, `only ${text.split(seen).length} of them are shown`);
  const html = await page.locator('#app').evaluate((app) => app.outerHTML);
  assert.doesNotMatch(html, /[\u0000-\u0008\u200B\u202E\u3164]/);
  assert.deepEqual(under.faults, []);
});

test('a log of a quarter of a megabyte opens without thousands of elements for each of its values', async () => {
  const numbers = JSON.stringify(Array.from({ length: 60_000 }, (_, index) => index));
  const deep = `${'[1,'.repeat(30_000)}1${']'.repeat(30_000)}`;
  const { page } = await opened(
    detailOf({ logs: [{ level: 'log', time: 0, parts: [numbers, deep] }] }),
  );
  for (const toggle of await page.locator('.toggle').all()) await toggle.click();
  assert.equal(await page.getByText('the rest is in the raw event').count(), 1);
  const nodes = await page.evaluate(() => document.querySelectorAll('.whole *').length);
  assert.ok(nodes < 5000, `${nodes} elements`);
});

test('an event that is no longer kept says so, and a notice says what it is', async () => {
  const under = await harness.open();
  await under.post(shop());
  await under.page.locator('#row-5').click();
  await under.post({ type: 'detail', id: 5, detail: undefined });
  await under.page.getByText('This is not an event.').waitFor();
  await under.page.locator('#row-6').click();
  await under.post({ type: 'detail', id: 6, detail: undefined });
  await under.page.getByText('This event is no longer kept').waitFor();
});

test('an answer to an earlier question is not shown', async () => {
  const under = await opened(checkoutDetail);
  await under.page.locator('#row-0').click();
  await under.post({ type: 'detail', id: CHECKOUT, detail: checkoutDetail });
  await under.post({ type: 'detail', id: 0, detail: detailOf() });
  await under.page.locator('.card').waitFor({ state: 'detached' });
  assert.match(await under.page.locator('.bar').innerText(), /GET \/login/);
});
