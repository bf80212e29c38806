import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ittyHandle } from '../../../../../extension/core/fixes/rules/ittyHandle.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const HUNG = {
  message: "your Worker's code had hung and would never generate a response",
  reach: 'handler' as const,
};
const TITLE = 'Call `fetch`, as itty-router names it since version 5';
const worker = (rest: string, maker = 'Router') =>
  `import { ${maker} } from 'itty-router';
const router = ${maker}();
router.get('/', () => new Response('home'));
${rest}`;

const fixed: [name: string, before: string, after: string][] = [
  [
    'in the handler',
    'export default {\n  async fetch(request, ...args) {\n    ▸return router.handle(request, ...args).catch(report);\n  },\n};\n',
    'export default {\n  async fetch(request, ...args) {\n    return router.fetch(request, ...args).catch(report);\n  },\n};\n',
  ],
  [
    'as the handler',
    '▸export default { fetch: router.handle };\n',
    'export default { fetch: router.fetch };\n',
  ],
  [
    'of an event',
    "addEventListener('fetch', (event) => ▸event.respondWith(router.handle(event.request)));\n",
    "addEventListener('fetch', (event) => event.respondWith(router.fetch(event.request)));\n",
  ],
  [
    'taken out of the router',
    'const { handle } = router;\n▸export default { fetch: (request) => handle(request) };\n',
    'const { fetch: handle } = router;\nexport default { fetch: (request) => handle(request) };\n',
  ],
  [
    'with another name',
    'const { handle: answer } = router;\n▸export default { fetch: answer };\n',
    'const { fetch: answer } = router;\nexport default { fetch: answer };\n',
  ],
];

describe('QF-43 router.handle', () => {
  for (const [name, before, after] of fixed) {
    it(`calls fetch ${name}`, () => {
      assert.equal(
        checkFix(ittyHandle, worker(before), TITLE, worker(after), HUNG).safety,
        'review',
      );
    });
  }

  it('is sure of a router that only version 5 has', () => {
    const source = (name: string) =>
      worker(`▸export default { fetch: router.${name} };\n`, 'AutoRouter');
    const fix = checkFix(
      ittyHandle,
      source('handle'),
      TITLE,
      source('fetch').replace('▸', ''),
      HUNG,
    );
    assert.equal(fix.safety, 'safe');
  });

  const handle = '▸export default { fetch: (request) => router.handle(request) };\n';
  const refused: Record<string, string> = {
    'a router of another package': `import { Router } from './router';\nconst router = Router();\n${handle}`,
    'a route': worker("router.post('/', (request) => ▸other.handle(request));\n"),
    fetch: worker('▸export default { fetch: router.fetch };\n'),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => checkNoFix(ittyHandle, before, HUNG));
  }

  it('offers nothing without the error', () => checkNoFix(ittyHandle, worker(handle)));
});
