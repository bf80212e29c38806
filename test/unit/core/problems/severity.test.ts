import assert from 'node:assert/strict';
import { it } from 'node:test';
import { severityOf, type Severity } from '../../../../extension/core/problems/severity.ts';
import type { Seen } from '../../../../extension/core/problems/problem.ts';

type Chosen = Readonly<Record<string, Severity>>;

function severity(seen: Partial<Seen>, chosen: Chosen = {}, outcome = 'ok'): Severity {
  const whole: Seen = { kind: 'logged', failing: false, status: 200, loud: true, ...seen };
  return severityOf({ outcome, seen: whole }, (name) => chosen[name]);
}

it('what was thrown is an error, by its outcome if the user says so', () => {
  const thrown: Partial<Seen> = { kind: 'thrown', failing: true };
  assert.equal(severity(thrown), 'error');
  assert.equal(severity(thrown, { ok: 'warning' }), 'warning');
  assert.equal(severity(thrown, { thrown: 'hint' }), 'hint');
  assert.equal(severity(thrown, { thrown: 'hint', ok: 'warning' }), 'warning');
});

it('a logged error is as loud as what came of it', () => {
  assert.equal(severity({ failing: true, status: 500 }), 'error');
  assert.equal(severity({ status: 200 }), 'warning');
  assert.equal(severity({ status: undefined }), 'warning');
  assert.equal(severity({ status: 401 }), 'information');
  assert.equal(severity({ status: 401 }, { ok: 'error' }), 'information');
  assert.equal(severity({ status: 401 }, { logged4xx: 'off' }), 'off');
});

it('what the app did not call an error is one step less loud, except where it explains a failure', () => {
  assert.equal(severity({ loud: false }), 'information');
  assert.equal(severity({ loud: false, status: 422 }), 'hint');
  assert.equal(severity({ loud: false, failing: true, status: 500 }), 'error');
  assert.equal(severity({ loud: false }, { logged: 'hint' }), 'hint');
});

it('status 5xx with nothing logged has a marker only if the user says so', () => {
  const seen: Partial<Seen> = { kind: 'answered', failing: true, status: 503 };
  assert.equal(severity(seen), 'off');
  assert.equal(severity(seen, { answered: 'information' }), 'information');
});
