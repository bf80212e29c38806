import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { redirectStatus } from '../../../../../extension/core/fixes/rules/redirectStatus.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

describe('redirectStatus', () => {
  it('redirects with 302', () => {
    const fix = checkFix(
      redirectStatus,
      'const go = (url) => ▸Response.redirect(url, 200);\n',
      'Redirect with the status 302',
      'const go = (url) => Response.redirect(url, 302);\n',
    );
    assert.equal(fix.safety, 'safe');
  });

  const refused: Record<string, string> = {
    'a redirect': 'const go = (url) => ▸Response.redirect(url, 308);',
    'no status': 'const go = (url) => ▸Response.redirect(url);',
    'a computed status': 'const go = (url, status) => ▸Response.redirect(url, status);',
    'another redirect': 'const go = (c, url) => ▸c.redirect(url, 200);',
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(redirectStatus, before);
    });
  }
});
