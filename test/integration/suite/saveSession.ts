import * as assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { rawEvent, type RawEvent } from '../../support/events.ts';
import { waitFor } from '../../support/waitFor.ts';
import { failedRequest, fileIn, openRecorded, ours } from '../editor.ts';

const SECRET = {
  url: 'https://api.example/?token=hunter2',
  method: 'GET',
  headers: { authorization: 'Bearer hunter2', accept: '*/*' },
  cf: {},
};
const EVENTS = [
  rawEvent(),
  rawEvent({ event: { request: SECRET, response: { status: 200 } } }),
  failedRequest('api', 'Illegal invocation', '    at Object.fetch (src/index.ts:4:5)'),
  rawEvent({ event: { cron: '*/5 * * * *', scheduledTime: 1_767_200_000_000 } }),
];

suite('Save Session', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tail-worker-save-'));
  const save = async (name: string): Promise<string> => {
    const file = path.join(folder, name);
    await vscode.commands.executeCommand('tailWorker.saveSession', vscode.Uri.file(file));
    return file;
  };
  const open = async (file: string): Promise<void> => {
    await vscode.commands.executeCommand('tailWorker.clear');
    await vscode.commands.executeCommand('tailWorker.openSession', vscode.Uri.file(file));
  };
  const eventsIn = (file: string): RawEvent[] =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as RawEvent); // written here

  suiteTeardown(() => vscode.commands.executeCommand('tailWorker.clear'));

  test('what is saved is one event a line, masked, and opens again as the same', async () => {
    await openRecorded(...EVENTS);
    const first = await save('first.jsonl');
    const request = {
      ...SECRET,
      url: 'https://api.example/?token=REDACTED',
      headers: { authorization: 'REDACTED', accept: '*/*' },
    };
    const masked = rawEvent({ event: { request, response: { status: 200 } } });
    assert.deepEqual(eventsIn(first), [EVENTS[0], masked, EVENTS[2], EVENTS[3]]);

    await open(first);
    const problem = await waitFor('its problem', () => ours(fileIn('api/src/index.ts'))[0]);
    assert.equal(problem.range.start.line, 3);
    assert.deepEqual(eventsIn(await save('second.jsonl')), eventsIn(first));
    assert.deepEqual(readdirSync(folder).sort(), ['first.jsonl', 'second.jsonl']);
  });

  test('gzip, an array and HAR open as the same too', async () => {
    await openRecorded(...EVENTS);
    const lines = await save('lines.jsonl');
    const events = eventsIn(lines);
    const packed = await save('packed.jsonl.gz');
    assert.equal(gunzipSync(readFileSync(packed)).toString(), readFileSync(lines, 'utf8'));
    const har = await save('requests.har');
    const array = path.join(folder, 'array.json');
    writeFileSync(array, JSON.stringify(events));
    const requests = events.filter((event) => 'request' in (event.event as object)); // written here
    for (const [file, expected] of [
      [packed, events],
      [array, events],
      [har, requests],
    ] as const) {
      await open(file);
      assert.deepEqual(eventsIn(await save('again.jsonl')), expected, file);
    }
  });

  test('a compressed file that ends too early shows what it has', async () => {
    const file = path.join(folder, 'cut.jsonl.gz');
    const lines = EVENTS.map((event) => JSON.stringify(event)).join('\n');
    writeFileSync(file, gzipSync(`${lines}\n`.repeat(500)).subarray(0, -100));
    await vscode.commands.executeCommand('tailWorker.clear');
    await waitFor('nothing is left', () => ours(fileIn('api/src/index.ts')).length === 0);
    // The message waits for a click.
    void vscode.commands.executeCommand('tailWorker.openSession', vscode.Uri.file(file));
    await waitFor('its problem', () => ours(fileIn('api/src/index.ts'))[0]);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
