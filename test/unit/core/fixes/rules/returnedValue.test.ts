import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { returnedValue } from '../../../../../extension/core/fixes/rules/returnedValue.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const handler = (line: string) =>
  `export default {\n  async fetch(request, env) {\n    ▸${line}\n  },\n};\n`;
const unmarked = (line: string) => handler(line).replace('▸', '');
const reach = { reach: 'handler' } as const;

describe('returnedValue', () => {
  it('makes a response of a text', () => {
    const fix = checkFix(
      returnedValue,
      handler('return `Hello ${env.NAME}`;'),
      'Return the value as `new Response(…)`',
      unmarked('return new Response(`Hello ${env.NAME}`);'),
      reach,
    );
    assert.equal(fix.safety, 'review');
  });

  it('makes a response of data', () => {
    checkFix(
      returnedValue,
      handler('return { ok: true }'),
      'Return the value as `Response.json(…)`',
      unmarked('return Response.json({ ok: true })'),
      reach,
    );
  });

  it('makes a response of what was read', () => {
    for (const [before, maker] of [
      ["return await env.KV.get('a', 'json');", 'Response.json'],
      ["return await env.KV.get('a', { type: 'json' });", 'Response.json'],
      ['return await request.json();', 'Response.json'],
      ['return await request.text();', 'new Response'],
    ] as const) {
      const value = before.slice('return '.length, -1);
      checkFix(
        returnedValue,
        handler(before),
        `Return the value as \`${maker}(…)\``,
        unmarked(`return ${maker}(${value});`),
        reach,
      );
    }
    checkFix(
      returnedValue,
      handler('const data = await (await fetch(request)).json();\n    return data;'),
      'Return the value as `Response.json(…)`',
      unmarked(
        'const data = await (await fetch(request)).json();\n    return Response.json(data);',
      ),
      reach,
    );
  });

  const refused: Record<string, string> = {
    'what a binding gives in a form that is not told': handler("return await env.KV.get('a');"),
    'a variable that is set again': handler(
      'let a = await request.json();\n    a = b;\n    return a;',
    ),
    'the promise of a fetch': handler('const a = await fetch(request);\n    return a;'),
    'a response': handler('return new Response("ok");'),
    'a value that may be a response': handler('return env.answer;'),
    'the value of a callback': handler('return first([1].map(() => { return "a"; }));'),
    'the value of another function': `function name() {\n  return ▸"a";\n}\n${unmarked('return new Response(name());')}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(returnedValue, before, reach);
    });
  }
});
