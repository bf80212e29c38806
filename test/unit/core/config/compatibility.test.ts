import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compatibilityOf } from '../../../../extension/core/config/compatibility.ts';

const TOML = `compatibility_date = "2026-01-01"
compatibility_flags = ["nodejs_compat"]
[env.next]
compatibility_date = "2026-06-01"
`;

it('reads the date and the flags', () => {
  const found = { date: '2026-01-01', flags: ['nodejs_compat'] };
  assert.deepEqual(compatibilityOf(TOML, 'toml', undefined), found);
  const json = '{ "compatibility_date": "2026-01-01", "compatibility_flags": ["nodejs_compat"], }';
  assert.deepEqual(compatibilityOf(`// a\n${json}`, 'json', undefined), found);
});

it('lets an environment say one of them and keep the other', () => {
  assert.deepEqual(compatibilityOf(TOML, 'toml', 'next'), {
    date: '2026-06-01',
    flags: ['nodejs_compat'],
  });
  assert.equal(compatibilityOf(TOML, 'toml', 'other')?.date, '2026-01-01');
});

it('knows nothing without a date, and of a text that is being typed', () => {
  assert.equal(compatibilityOf('name = "a"', 'toml', undefined), undefined);
  assert.equal(compatibilityOf('compatibility_date = "20', 'toml', undefined), undefined);
  assert.equal(compatibilityOf('', 'json', undefined), undefined);
});
