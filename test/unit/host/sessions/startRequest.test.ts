import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStartRequest } from '../../../../extension/host/sessions/startRequest.ts';

test('the public argument is read whole', () => {
  const argument = {
    worker: 'api',
    env: 'staging',
    folder: '/p',
    filters: { status: ['error'], method: 'POST', samplingRate: 0.1, search: 'x', ip: ['self'] },
  };
  assert.deepEqual(parseStartRequest(argument), {
    ...argument,
    filters: { ...argument.filters, method: ['POST'] },
  });
});

for (const nothing of [undefined, null, 'api', 5, [], { worker: 5, env: '', filters: 'x' }]) {
  test(`${JSON.stringify(nothing)} names nothing`, () => {
    assert.deepEqual(parseStartRequest(nothing), { filters: {} });
  });
}
