import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Suggestion } from '../../../../extension/shared/viewer.ts';
import { replacementOf } from '../../../../webview-ui/filter/accept.ts';
import { suggestionLines, type Sources } from '../../../../webview-ui/filter/lines.ts';

function suggestion(fields: Partial<Suggestion> = {}): Suggestion {
  return {
    kind: 'value',
    insert: 'code:cf:1101',
    from: 0,
    to: 2,
    note: 'uncaught exception',
    count: 14,
    ...fields,
  };
}

function lines(fields: Partial<Sources>): ReturnType<typeof suggestionLines> {
  const { text = '' } = fields;
  return suggestionLines({
    text,
    caret: text.length,
    suggestions: [],
    saved: [],
    history: [],
    ago: (time) => `${time} ago`,
    ...fields,
  });
}

test('the part that was typed is marked, as far as it fits', () => {
  const [line] = lines({ text: 'co', suggestions: [suggestion()] });
  assert.deepEqual(line?.matched, [0, 2]);
  const [failing] = lines({
    text: 'status:failng',
    suggestions: [suggestion({ insert: 'failing', from: 7, to: 13 })],
  });
  assert.equal(failing?.label, 'status:failing');
  assert.deepEqual(failing.matched, [7, 11]);
});

test('at most eight lines, none of them twice, and none that changes nothing', () => {
  const suggestions = Array.from({ length: 12 }, (_, index) =>
    suggestion({ insert: `code:${Math.floor(index / 2)}` }),
  );
  const history = [{ text: 'code:1', time: 1 }];
  assert.deepEqual(
    lines({ text: 'co', suggestions, history }).map(({ insert }) => insert),
    ['code:0', 'code:1', 'code:2', 'code:3', 'code:4', 'code:5'],
  );
  assert.deepEqual(lines({ text: 'code:1', history }), []);
  const many = Array.from({ length: 12 }, (_, index) => suggestion({ insert: `c${index}` }));
  assert.equal(lines({ text: 'co', suggestions: many }).length, 8);
});

test('an empty box begins with what was used before', () => {
  const found = lines({
    suggestions: [suggestion({ kind: 'key', insert: 'status:', from: 0, to: 0 })],
    history: Array.from({ length: 7 }, (_, time) => ({ text: `cpu:>${time}`, time })),
  });
  assert.deepEqual(
    found.map(({ label, note }) => `${label} ${note}`),
    [
      'cpu:>0 0 ago',
      'cpu:>1 1 ago',
      'cpu:>2 2 ago',
      'cpu:>3 3 ago',
      'cpu:>4 4 ago',
      'status: uncaught exception',
      'code: error code',
      'kind: what started it',
    ],
  );
});

test('a saved filter has its name, whoever suggests it', () => {
  const saved = [{ name: 'Checkout', filter: 'path:/checkout' }];
  const told = suggestion({ kind: 'saved', insert: 'path:/checkout', to: 5, note: '', count: 9 });
  for (const suggestions of [[told], []]) {
    const [line, ...more] = lines({ text: 'check', saved, suggestions });
    assert.equal(line?.label, 'Checkout');
    assert.equal(line.note, 'path:/checkout');
    assert.equal(line.insert, 'path:/checkout');
    assert.deepEqual(more, []);
  }
});

test('a minus stands before the whole word, a comma behind it', () => {
  const [whole, value] = lines({
    text: 'status:fa',
    suggestions: [
      suggestion({ insert: 'status:failing', from: 0, to: 9 }),
      suggestion({ insert: 'failed', from: 7, to: 9 }),
    ],
  });
  assert.ok(whole && value);
  const made = (line: typeof whole, how: 'plain' | 'exclude' | 'anyOf'): string => {
    const { from, to, insert } = replacementOf('status:fa', line, how);
    return 'status:fa'.slice(0, from) + insert + 'status:fa'.slice(to);
  };
  assert.equal(made(whole, 'plain'), 'status:failing');
  assert.equal(made(whole, 'exclude'), '-status:failing');
  assert.equal(made(value, 'exclude'), '-status:failed');
  assert.equal(made(value, 'anyOf'), 'status:failed,');
  const excluded = { ...value, from: 8, to: 10 };
  assert.equal(replacementOf('-status:fa', excluded, 'exclude').insert, '-status:failed');
});
