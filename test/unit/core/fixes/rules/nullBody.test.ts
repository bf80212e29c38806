import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { nullBody } from '../../../../../extension/core/fixes/rules/nullBody.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const TITLE = 'Answer without a body: `null`';

describe('nullBody', () => {
  it('leaves out the text of a 204', () => {
    const fix = checkFix(
      nullBody,
      "export const gone = () => ▸new Response('gone', { status: 204, headers: {} });\n",
      TITLE,
      'export const gone = () => new Response(null, { status: 204, headers: {} });\n',
    );
    assert.equal(fix.safety, 'safe');
  });

  it('asks before it leaves out what is computed', () => {
    const fix = checkFix(
      nullBody,
      'const answer = (data) => ▸new Response(JSON.stringify(data), { "status": 304 })\r\n',
      TITLE,
      'const answer = (data) => new Response(null, { "status": 304 })\r\n',
    );
    assert.equal(fix.safety, 'review');
  });

  it('answers without the JSON', () => {
    const fix = checkFix(
      nullBody,
      'const gone = () => ▸Response.json({}, { status: 204 });\n',
      TITLE,
      'const gone = () => new Response(null, { status: 204 });\n',
    );
    assert.equal(fix.safety, 'review');
  });

  const refused: Record<string, string> = {
    'another statement': "const a = ▸answer();\nconst b = new Response('gone', { status: 204 });",
    'no body': 'const a = ▸new Response(null, { status: 204 });',
    'an undefined body': 'const a = ▸new Response(undefined, { status: 204 });',
    'an empty text': "const a = ▸new Response('', { status: 204 });",
    'a status with a body': "const a = ▸new Response('ok', { status: 201 });",
    'a computed status': "const a = (status) => ▸new Response('ok', { status });",
    'a status that a spread may set': "const a = ▸new Response('ok', { status: 204, ...init });",
    'a Response of the file': "class Response {}\nconst a = ▸new Response('ok', { status: 204 });",
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(nullBody, before);
    });
  }
});
