import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { endlessRedirect } from '../../../../../extension/core/fixes/rules/endlessRedirect.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const message = 'Too many redirects.https://a.example/, https://b.example/';

describe('endlessRedirect', () => {
  it('follows no redirects', () => {
    const fix = checkFix(
      endlessRedirect,
      "const go = () => ▸fetch('https://a.example/');\n",
      "Follow no redirects: `{ redirect: 'manual' }`",
      "const go = () => fetch('https://a.example/', { redirect: 'manual' });\n",
      { message },
    );
    assert.equal(fix.safety, 'review');
  });

  it('offers nothing for a fetch with options of its own', () => {
    checkNoFix(endlessRedirect, 'const go = (init) => ▸fetch(url, init);', { message });
  });

  it('offers nothing while no error has come', () => {
    checkNoFix(endlessRedirect, 'const go = () => ▸fetch(url);');
  });
});
