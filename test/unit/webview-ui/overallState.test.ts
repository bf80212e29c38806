import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionStateName, SessionView } from '../../../extension/shared/protocol.ts';
import { overallState } from '../../../webview-ui/overallState.ts';

function sessions(...states: readonly SessionStateName[]): SessionView[] {
  return states.map((state, index) => ({
    id: `${index} ${state}`,
    name: 'api',
    source: 'tail',
    state,
    sentence: '',
    startedAt: 0,
    stoppedAt: state === 'stopped' ? 1 : undefined,
    eventsPerSecond: 0,
    worker: 0,
  }));
}

test('the state of most concern stands for all', () => {
  assert.equal(overallState(sessions('live', 'reconnecting', 'sampling'))?.id, '1 reconnecting');
  assert.equal(overallState(sessions('quiet', 'live'))?.id, '1 live');
  assert.equal(overallState(sessions('live', 'live'))?.id, '0 live');
});

test('a stopped session counts only when none runs: then the latest', () => {
  assert.equal(overallState(sessions('stopped', 'quiet'))?.id, '1 quiet');
  assert.equal(overallState(sessions('stopped', 'stopped'))?.id, '1 stopped');
  assert.equal(overallState([]), undefined);
});
