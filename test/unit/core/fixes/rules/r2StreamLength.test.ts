import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { r2StreamLength } from '../../../../../extension/core/fixes/rules/r2StreamLength.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const message =
  'Provided readable stream must have a known length (request/response body or readable half of FixedLengthStream)';
const worker = (body: string) =>
  `export default {\n  async fetch(req, env) {\n    ${body}\n  },\n};\n`;
const PASS = 'Pass the data through a `FixedLengthStream` as long as the request';

describe('a stream of unknown length for R2', () => {
  it('tells the length of the request to what only passes through', () => {
    checkFix(
      r2StreamLength,
      worker(
        "const { readable: r, writable } = new TransformStream(); await env.FILES.▸put('a', r);",
      ),
      PASS,
      worker(
        "const { readable: r, writable } = new FixedLengthStream(Number(req.headers.get('Content-Length'))); await env.FILES.put('a', r);",
      ),
      { message },
    );
  });

  it('reads a stream into memory, where its function can wait', () => {
    checkFix(
      r2StreamLength,
      worker("await env.FILES.▸put('a', upstream.body);"),
      'Read `upstream.body` into memory first, when it is small',
      worker("await env.FILES.put('a', await new Response(upstream.body).arrayBuffer());"),
      { message },
    );
  });

  it('knows the side of a transform that is read as a member', () => {
    const titles = offeredAt(
      r2StreamLength,
      worker(
        "const pipe = new IdentityTransformStream(); await env.FILES.▸put('a', pipe.readable);",
      ),
      { message },
    ).map(({ title }) => title);
    assert.deepEqual(titles, [PASS, 'Read `pipe.readable` into memory first, when it is small']);
  });

  it('tells no length to a transform that transforms', () => {
    const titles = offeredAt(
      r2StreamLength,
      worker(
        "const pipe = new TransformStream({ transform }); await env.FILES.▸put('a', pipe.readable);",
      ),
      { message },
    ).map(({ title }) => title);
    assert.deepEqual(titles, ['Read `pipe.readable` into memory first, when it is small']);
  });

  for (const [name, body] of [
    ['text', "await env.FILES.▸put('a', 'text');"],
    ['what is read already', "await env.FILES.▸put('a', await req.arrayBuffer());"],
    ['a function that cannot wait', "return [1].map((n) => env.FILES.▸put('a', stream));"],
    ['another store', "await files.▸put('a', stream);"],
  ] as const) {
    it(`leaves ${name}`, () => checkNoFix(r2StreamLength, worker(body), { message }));
  }

  it('leaves a stream while no error tells of it', () => {
    checkNoFix(r2StreamLength, worker("await env.FILES.▸put('a', req.body);"));
  });
});
