import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { test } from 'node:test';
import { parseStack } from '../../extension/core/errors/parseStack.ts';
import { decodeTailEvent } from '../../extension/core/tail/decodeTailEvent.ts';
import { fieldsOf } from '../../extension/shared/fieldsOf.ts';
import { repository } from '../support/repository.ts';

const file = path.join(repository, 'media/demo/recording.jsonl');
const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
const events = lines.map((line) => {
  const decoded = decodeTailEvent(fieldsOf(JSON.parse(line)));
  assert.ok(decoded.kind === 'event', line);
  return decoded.event;
});

/** By file, the text at the place where each failure was recorded. */
const MISTAKES = {
  'src/audit.ts': 'waitUntil(record',
  'src/avatar.ts': 'set(',
  'src/digest.ts': 'new Error(',
  'src/limits.ts': 'perMinute',
  'src/liveStatus.ts': 'send(',
  'src/messages.ts': 'text()',
};

test('the demo recording is small, and of a Worker that nobody has', async () => {
  assert.ok((await stat(file)).size < 60_000);
  assert.ok(events.length >= 36, String(events.length));
  assert.deepEqual([...new Set(events.map(({ scriptName }) => scriptName))], ['tail-worker-demo']);
});

test('its failures are where the source of the demo has them', async () => {
  const found = new Map<string, string>();
  for (const { stack } of events.flatMap(({ exceptions }) => exceptions)) {
    const [frame] = parseStack(stack ?? '');
    if (frame === undefined) continue;
    const { line, column } = frame.position;
    const source = await readFile(path.join(repository, 'test/demo/chat', frame.file), 'utf8');
    found.set(frame.file, source.split('\n')[line - 1]?.slice(column - 1) ?? '');
  }
  assert.deepEqual([...found.keys()].sort(), Object.keys(MISTAKES));
  for (const [name, text] of Object.entries(MISTAKES)) {
    assert.ok(
      found.get(name)?.startsWith(text),
      `${name}: ${found.get(name) ?? ''}; run npm run demo`,
    );
  }
});

test('nothing of the machine where it was recorded is in it', () => {
  assert.doesNotMatch(lines.join('\n'), /localhost|127\.0\.0\.1|file:|\/home\/|\/root\/|\\\\/);
});
