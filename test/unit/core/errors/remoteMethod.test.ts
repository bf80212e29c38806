import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../../../extension/core/errors/failures.ts';
import { mayBeRemote, nameOfMethod } from '../../../../extension/core/errors/remoteMethod.ts';

function failure(stack: string | undefined): Failure {
  return { kind: 'thrown', name: 'Error', message: 'boom', stack, level: undefined };
}

test('an error may have crossed a call when the first frame only waits', () => {
  const waits = failure('    at async Object.fetch (src/index.ts:11:18)');
  assert.ok(mayBeRemote(waits, 'failure:thrown'));
  for (const stack of [
    '    at join (src/index.ts:11:18)\n    at async Object.fetch (src/index.ts:3:1)',
    '    at cloudflare-internal:d1-api:318:19\n    at async Object.fetch (src/index.ts:3:1)',
    undefined,
  ]) {
    assert.ok(!mayBeRemote(failure(stack), 'failure:thrown'), stack);
  }
});

test('what the runtime says of a call is no error of the method', () => {
  const waits = failure('    at async Object.fetch (src/index.ts:11:18)');
  for (const code of ['rt:rpc-no-method', 'rt:not-serializable', 'rt:object-overloaded']) {
    assert.ok(!mayBeRemote(waits, code), code);
  }
});

test('a method has its class before it', () => {
  assert.equal(
    nameOfMethod({ worker: undefined, entrypoint: 'Room', method: 'join' }),
    'Room.join',
  );
  assert.equal(nameOfMethod({ worker: 'auth', entrypoint: undefined, method: 'check' }), 'check');
});
