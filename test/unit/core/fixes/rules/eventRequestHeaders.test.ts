import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { eventRequestHeaders } from '../../../../../extension/core/fixes/rules/eventRequestHeaders.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const listener = (...lines: string[]) => `addEventListener('fetch', (event) => {
  event.respondWith((async () => {
${lines.map((line) => `    ${line}\n`).join('')}  })())
})
`;
const TITLE = 'Copy the request before changing its headers';

describe('eventRequestHeaders', () => {
  it('copies the request of an event above the first change, and uses the copy from there', () => {
    const fix = checkFix(
      eventRequestHeaders,
      listener(
        'const url = new URL(event.request.url)',
        "event.request.headers.set('A', '1')",
        "event.request.headers.▸delete('B')",
        'return fetch(event.request)',
      ),
      TITLE,
      listener(
        'const url = new URL(event.request.url)',
        'const req = new Request(event.request)',
        "req.headers.set('A', '1')",
        "req.headers.delete('B')",
        'return fetch(req)',
      ),
    );
    assert.equal(fix.safety, 'safe');
  });

  it('asks in a function that is given the event', () => {
    const source = (...lines: string[]) => `addEventListener('fetch', (event) => {
  event.respondWith(handle(event));
});
async function handle(event) {
${lines.map((line) => `  ${line}\n`).join('')}}
`;
    const fix = checkFix(
      eventRequestHeaders,
      source(
        "if (event.request.method === 'GET') {",
        "  event.request.headers.▸set('A', '1');",
        '}',
        'return fetch(event.request);',
      ),
      TITLE,
      source(
        'const req = new Request(event.request);',
        "if (req.method === 'GET') {",
        "  req.headers.set('A', '1');",
        '}',
        'return fetch(req);',
      ),
    );
    assert.equal(fix.safety, 'review');
  });

  it('asks where the event is handed on', () => {
    const fix = checkFix(
      eventRequestHeaders,
      listener("event.request.headers.▸set('A', '1')", 'return answer(event)'),
      TITLE,
      listener(
        'const req = new Request(event.request)',
        "req.headers.set('A', '1')",
        'return answer(event)',
      ),
    );
    assert.equal(fix.safety, 'review');
  });

  const refused: Record<string, string> = {
    'a request that was taken from the event': listener(
      'const { request } = event',
      "event.request.headers.▸set('A', '1')",
      'return fetch(request)',
    ),
    'a body that is read before': listener(
      'const text = await event.request.text()',
      "event.request.headers.▸set('A', text)",
      'return fetch(event.request)',
    ),
    'a request that is used behind the function': `addEventListener('fetch', (event) => {
  const tag = () => {
    event.request.headers.▸set('A', '1');
  };
  tag();
  event.respondWith(fetch(event.request));
});
`,
    'headers that are read': listener("return new Response(event.request.headers.▸get('A'))"),
    'an event of something else':
      "bus.addEventListener('fetch', (event) => {\n  event.request.headers.▸set('A', '1');\n});\n",
    'a Request of the file itself': `const Request = class {};\n${listener("event.request.headers.▸set('A', '1')", 'return fetch(event.request)')}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(eventRequestHeaders, before);
    });
  }
});
