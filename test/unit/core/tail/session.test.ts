import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  nextState,
  startSession,
  type SessionSignal,
  type SessionState,
} from '../../../../extension/core/tail/session.ts';

const STOP = { reason: 'ended', sentence: 'It ended.', next: undefined } as const;

/** Plays signals at their times (s); events set the time of the last event. */
function play(
  signals: readonly (readonly [second: number, signal: SessionSignal])[],
): SessionState {
  let lastEvent = 0;
  return signals.reduce<SessionState>((state, [second, signal]) => {
    if (signal.type === 'event') lastEvent = second * 1000;
    return nextState(state, signal, lastEvent, second * 1000);
  }, startSession(0));
}

const EVENT = { type: 'event' } as const;
const TICK = { type: 'tick' } as const;
const LOST = { type: 'connection-lost' } as const;

test('a session starts, and is live with its first event', () => {
  assert.equal(play([]).name, 'starting');
  assert.equal(play([[1, EVENT]]).name, 'live');
});

test('a process that lives for ten seconds is connected, without traffic', () => {
  assert.equal(play([[9, TICK]]).name, 'starting');
  assert.equal(play([[10, TICK]]).name, 'quiet');
});

test('a live session without events becomes quiet, and live again', () => {
  const quiet = [
    [1, EVENT],
    [17, TICK],
  ] as const;
  assert.equal(
    play([
      [1, EVENT],
      [15, TICK],
    ]).name,
    'live',
  );
  assert.equal(play(quiet).name, 'quiet');
  assert.equal(play([...quiet, [20, EVENT]]).name, 'live');
});

test('a lost connection is shown until an event comes, or wrangler must have given up', () => {
  assert.equal(
    play([
      [1, EVENT],
      [2, LOST],
      [20, TICK],
    ]).name,
    'reconnecting',
  );
  assert.equal(
    play([
      [1, EVENT],
      [2, LOST],
      [3, EVENT],
    ]).name,
    'live',
  );
  assert.equal(
    play([
      [1, EVENT],
      [2, LOST],
      [38, TICK],
    ]).name,
    'quiet',
  );
});

test('sampling lasts until Cloudflare says that it stopped', () => {
  const overload = { type: 'notice', notice: 'overload', message: 'Sampling.' } as const;
  const over = { type: 'notice', notice: 'overload-stop', message: '' } as const;
  assert.equal(
    play([
      [1, overload],
      [2, EVENT],
    ]).name,
    'sampling',
  );
  assert.equal(
    play([
      [1, overload],
      [2, EVENT],
      [3, over],
    ]).name,
    'live',
  );
});

test('a stop is final and says why', () => {
  const stopped = play([
    [1, EVENT],
    [2, { type: 'stopped', stop: STOP }],
    [3, EVENT],
    [60, TICK],
  ]);
  assert.equal(stopped.name, 'stopped');
  assert.equal(stopped.sentence, 'It ended.');
  assert.equal(stopped.since, 2000);
});
