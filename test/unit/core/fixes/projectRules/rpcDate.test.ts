import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rpcDate } from '../../../../../extension/core/fixes/projectRules/rpcDate.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

const MESSAGE = 'env.AUTH.whoami is not a function';
const config = (date: string, more = '') =>
  `{ "compatibility_date": "${date}", "services": [{ "binding": "AUTH", "service": "auth" }]${more} }`;
const modules = (call = 'env.AUTH.whoami()') => ({
  'src/index.js': `export default { fetch: async (request, env) => new Response(await ${call}) };\n`,
});

describe('QF-49 a date before RPC', () => {
  it('gets the flag, or a later date', () => {
    const files = { config: config('2024-03-01'), modules: modules() };
    const flag = checkProjectFix(
      rpcDate,
      files,
      'Add `rpc` to the compatibility flags',
      config('2024-03-01', ', "compatibility_flags": ["rpc"]'),
      undefined,
      MESSAGE,
    );
    assert.equal(flag.safety, 'safe');
    const date = checkProjectFix(
      rpcDate,
      files,
      'Set `compatibility_date` to 2024-04-03',
      config('2024-04-03'),
      undefined,
      MESSAGE,
    );
    assert.equal(date.safety, 'review');
  });

  it('is not to blame with a later date, another object or another method', () => {
    const refused: [string, ReturnType<typeof modules>, string][] = [
      [config('2024-04-03'), modules(), MESSAGE],
      [config('2024-03-01', ', "compatibility_flags": ["rpc"]'), modules(), MESSAGE],
      [config('2024-03-01'), modules('env.AUTH.login()'), MESSAGE],
      [config('2024-03-01'), modules('env.OTHER.whoami()'), 'env.OTHER.whoami is not a function'],
      [config('2024-03-01'), modules(), 'whoami is not defined'],
      ['{}', modules(), MESSAGE],
    ];
    for (const [text, files, message] of refused) {
      checkNoProjectFix(rpcDate, { config: text, modules: files }, message);
    }
  });
});
