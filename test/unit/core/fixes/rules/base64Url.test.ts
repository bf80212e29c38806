import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { base64Url } from '../../../../../extension/core/fixes/rules/base64Url.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const message = 'atob() called with invalid base64-encoded data.';
const TITLE = 'Turn base64url into base64 before `atob()`';

describe('base64Url', () => {
  it('turns the two letters that differ', () => {
    const fix = checkFix(
      base64Url,
      "const payload = (token) => JSON.parse(▸atob(token.split('.')[1]));\n",
      TITLE,
      "const payload = (token) => JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));\n",
      { message },
    );
    assert.equal(fix.safety, 'review');
  });

  it('brackets what is more than a name, in the quotes of the file', () => {
    checkFix(
      base64Url,
      'const data = (a) => ▸atob(a || "")\r\n',
      TITLE,
      'const data = (a) => atob((a || "").replace(/-/g, "+").replace(/_/g, "/"))\r\n',
      { message },
    );
  });

  const refused: Record<string, string> = {
    'a text that is turned already': "const a = (b) => ▸atob(b.replaceAll('-', '+'));",
    'an atob of the file': "import { atob } from './base64';\nconst a = (b) => ▸atob(b);",
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(base64Url, before, { message });
    });
  }

  it('offers nothing while no error has come', () => {
    checkNoFix(base64Url, 'const a = (b) => ▸atob(b);');
  });
});
