import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { copiedObject } from '../../../../../extension/core/fixes/rules/copiedObject.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const refused = (type: string) =>
  `Could not serialize object of type "${type}". This type does not support serialization.`;
const STREAM = 'ReadableStream can only be serialized for RPC.';
const handler = (body: string, start = 'async fetch(request, env)') => `export default {
  ${start} {
    ${body}
  },
};
`;

function check(message: string, before: string, after: string, text: string): void {
  const title = `Store or send \`${text}\` instead of the object`;
  const { safety } = checkFix(copiedObject, handler(before), title, handler(after), { message });
  assert.equal(safety, 'review');
}

describe('an object that cannot be copied', () => {
  it('is written as its text', () => {
    check(
      refused('URL'),
      'const url = new URL(request.url);\n    await env.ROOM.get(id).▸visit({ url });',
      'const url = new URL(request.url);\n    await env.ROOM.get(id).visit({ url: url.href });',
      'url.href',
    );
    check(
      refused('URL'),
      "state.storage.▸put('at', new URL('/a', base));",
      "state.storage.put('at', new URL('/a', base).href);",
      "new URL('/a', base).href",
    );
    check(
      refused('URLSearchParams'),
      'const url = new URL(request.url);\n    ws.▸serializeAttachment([1, url.searchParams]);',
      'const url = new URL(request.url);\n    ws.serializeAttachment([1, url.searchParams.toString()]);',
      'url.searchParams.toString()',
    );
  });

  it('is read when it has a body', () => {
    check(
      STREAM,
      "const page = await fetch('https://a');\n    await state.storage.▸put('page', page);",
      "const page = await fetch('https://a');\n    await state.storage.put('page', await page.text());",
      'page.text()',
    );
    check(
      STREAM,
      '▸structuredClone({ request });',
      'structuredClone({ request: await request.text() });',
      'request.text()',
    );
  });

  for (const [name, message, body, start] of [
    ['a URL of elsewhere', refused('URL'), 'env.ROOM.▸visit(request.link);'],
    ['its text', refused('URL'), 'env.ROOM.▸visit(new URL(request.url).href);'],
    ['a class of its own', refused('URL'), 'class URL {} env.ROOM.▸visit(new URL(1));'],
    ['another type', refused('FormData'), 'env.ROOM.▸visit(new URL(request.url));'],
    ['a body where nothing can wait', STREAM, 'structuredClone▸(request);', 'fetch(request)'],
    ['a URL while no error tells of it', '', 'env.ROOM.▸visit(new URL(request.url));'],
  ] as const) {
    it(`leaves ${name}`, () => checkNoFix(copiedObject, handler(body, start), { message }));
  }
});
