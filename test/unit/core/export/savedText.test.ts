import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeptText } from '../../../../extension/core/export/keptTexts.ts';
import { MaskCounts } from '../../../../extension/core/export/masking.ts';
import { savedText, type SavedFormat } from '../../../../extension/core/export/savedText.ts';
import { rawEvent } from '../../../support/events.ts';

const headers = { authorization: 'Bearer hunter2' };
const request = { url: 'https://a.example/', method: 'GET', headers, cf: {} };
const ROWS: readonly (object | undefined)[] = [
  rawEvent({ scriptName: undefined, event: { request, response: { status: 200 } } }),
  undefined,
  rawEvent({ event: { cron: '* * * * *' } }),
  rawEvent({ event: { request, response: { status: 200 } } }),
];

function read(id: number): Promise<KeptText | undefined> {
  const row = ROWS[id];
  return Promise.resolve(row && { worker: 'api', text: JSON.stringify(row, null, 4) });
}

async function saved(
  format: SavedFormat,
  masked?: MaskCounts,
  ids: Iterable<number> = ROWS.keys(),
): Promise<string> {
  const counts = { rows: 0, events: 0 };
  let all = '';
  for await (const text of savedText(ids, { read }, format, masked, counts)) all += text;
  return all;
}

test('lines: one event each, with the name of its Worker, whatever was between them', async () => {
  const lines = (await saved('lines')).trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => JSON.parse(line) as unknown),
    [{ ...ROWS[0], scriptName: 'api' }, ROWS[2], ROWS[3]],
  );
});

test('HAR: a document of the requests, also of none', async () => {
  for (const [ids, count] of [
    [[0, 1, 2, 3], 2],
    [[1, 2], 0],
  ] as const) {
    const text = await saved('har', undefined, ids);
    const { log } = JSON.parse(text) as { log: { entries: unknown[] } }; // made here
    assert.equal(log.entries.length, count);
  }
});

test('what is masked is counted, and nowhere in the file', async () => {
  for (const format of ['lines', 'har'] as const) {
    const masked = new MaskCounts();
    assert.doesNotMatch(await saved(format, masked), /hunter2/);
    assert.deepEqual(masked.list, [{ name: 'authorization', count: 2 }]);
    assert.match(await saved(format), /hunter2/);
  }
});
