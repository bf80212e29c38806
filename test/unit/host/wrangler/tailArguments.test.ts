import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tailArguments } from '../../../../extension/host/wrangler/tailArguments.ts';

const NOTHING = { worker: undefined, environment: undefined, filters: {} };

test('without a name wrangler takes the configuration’s', () => {
  assert.deepEqual(tailArguments(NOTHING, []), ['tail', '--format=json']);
});

test('the name stands first, and each value is glued to its flag', () => {
  const target = {
    worker: 'chat',
    environment: 'staging',
    filters: {
      status: ['error', 'canceled'],
      method: ['GET'],
      header: '--x:y',
      search: '-needle',
      ip: ['self'],
      samplingRate: 0.5,
      versionId: 'v1',
    },
  };
  assert.deepEqual(tailArguments(target, ['--debug']), [
    'tail',
    'chat',
    '--format=json',
    '--env=staging',
    '--status=error',
    '--status=canceled',
    '--method=GET',
    '--header=--x:y',
    '--search=-needle',
    '--ip=self',
    '--sampling-rate=0.5',
    '--version-id=v1',
    '--debug',
  ]);
});
