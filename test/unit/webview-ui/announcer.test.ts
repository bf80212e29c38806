import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { Counts } from '../../../extension/shared/protocol.ts';
import { Announcer } from '../../../webview-ui/announcer.ts';

function counts(events: number, failing = 0): Counts {
  return { events, failing, logged: 0, gaps: 0, dropped: 0, rejected: 0 };
}

/** Runs with the clock in hand. @returns what was said. */
function heard(story: (announcer: Announcer, pass: (ms: number) => void) => void): string[] {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const said: string[] = [];
    const announcer = new Announcer((events, failing) => said.push(`${events}, ${failing}`));
    story(announcer, (ms) => mock.timers.tick(ms));
    return said;
  } finally {
    mock.timers.reset();
  }
}

test('what was there from the start is not news', () => {
  const said = heard((announcer, pass) => {
    announcer.set(counts(8000, 30));
    pass(60_000);
  });
  assert.deepEqual(said, []);
});

test('a burst is one sentence, told though nothing comes after it', () => {
  const said = heard((announcer, pass) => {
    announcer.set(counts(0));
    for (let event = 1; event <= 12; event++) announcer.set(counts(event, event > 10 ? 2 : 0));
    pass(5000);
    pass(60_000);
  });
  assert.deepEqual(said, ['12, 2']);
});

test('a steady stream is told every five seconds, each event once', () => {
  const said = heard((announcer, pass) => {
    announcer.set(counts(0));
    for (let second = 1; second <= 12; second++) {
      announcer.set(counts(second * 10));
      pass(1000);
    }
  });
  assert.deepEqual(said, ['50, 0', '50, 0']);
});

test('counting begins anew after a clear', () => {
  const said = heard((announcer, pass) => {
    announcer.set(counts(0));
    announcer.set(counts(500, 5));
    announcer.set(counts(0));
    announcer.set(counts(3, 1));
    pass(5000);
  });
  assert.deepEqual(said, ['3, 1']);
});
