import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ittyParameter } from '../../../../../extension/core/fixes/worker/ittyParameter.ts';
import { workerContextOf } from '../../../../../extension/core/fixes/worker/workerContext.ts';
import { isFunction } from '../../../../../extension/core/fixes/syntax/functions.ts';
import {
  descendantsOf,
  parseSource,
} from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';

const IMPORT = "import { AutoRouter, IttyRouter, Router, withParams, cors } from 'itty-router';\n";
const PLAIN = IMPORT.replace('withParams, ', '');

/** What the first five parameters of the function called `own` are. */
function parametersIn(source: string): string {
  const tree = parseSource(source, 'worker.ts');
  assert.ok(tree, source);
  const context = workerContextOf(tree);
  for (const node of descendantsOf(tree.program)) {
    if (!isFunction(node) || !tree.textOf(node).includes('/* own */')) continue;
    const kinds = [0, 1, 2, 3, 4].map((index) => ittyParameter(context, node, index)?.kind ?? '-');
    if (kinds.some((kind) => kind !== '-')) return kinds.join(' ');
  }
  return 'nothing';
}

const ROUTE = "router.get('/a', (request, env, ctx) => { /* own */ });\n";
const ALL = 'incomingRequest env ctx - -';

const workers: Record<string, readonly [source: string, expected: string]> = {
  'a router that is the Worker': [
    `${PLAIN}const router = Router();\n${ROUTE}export default router;`,
    ALL,
  ],
  'a router whose fetch is the handler': [
    `${PLAIN}const router = IttyRouter({ base: '/api' });\n${ROUTE}export default { fetch: router.fetch, async scheduled() {} };`,
    ALL,
  ],
  'the handle of an older one': [
    `${PLAIN}const router = Router();\n${ROUTE}const worker = { fetch: router.handle };\nexport default worker satisfies ExportedHandler;`,
    ALL,
  ],
  'a router that is spread': [
    `${PLAIN}const router = Router<IRequest, [Env]>();\n${ROUTE}export default { ...router };`,
    ALL,
  ],
  'routes in a chain': [
    `${PLAIN}export default Router().get('/', () => 1).post('/a', cors, (request, env, ctx) => { /* own */ }).all('*', () => 404);`,
    ALL,
  ],
  'a handler with a name': [
    `${PLAIN}const router = Router();\nrouter.get('/a', cors, find).post('/a', find);\nasync function find() { /* own */ }\nexport { router as default };`,
    ALL,
  ],
  'a handler in a variable': [
    `${PLAIN}const find = async () => { /* own */ };\nconst router = Router();\nrouter.get('/a', find);\nexport default withSentry({}, router);`,
    ALL,
  ],
  'a handler before the routes': [
    `${PLAIN}const router = Router({ before: [cors, () => { /* own */ }] });\nexport default router;`,
    ALL,
  ],
  'a handler after the routes': [
    `${PLAIN}const router = Router({ finally: [(response, request, env, ctx) => { /* own */ }] });\nexport default router;`,
    '- incomingRequest env ctx -',
  ],
  'a handler of errors': [
    `${PLAIN}export default Router({ catch: (error, request, env, ctx) => { /* own */ } });`,
    '- incomingRequest env ctx -',
  ],
  // Its request is a proxy, whose methods keep their object.
  'a handler of an AutoRouter': [
    `${IMPORT}const router = AutoRouter();\n${ROUTE}export default router;`,
    '- env ctx - -',
  ],
  'a handler behind withParams': [
    `${IMPORT}const router = Router();\nrouter.all('*', withParams);\n${ROUTE}export default router;`,
    '- env ctx - -',
  ],
  'what a handler hands on': [
    `${PLAIN}const router = Router();\n${ROUTE}export default { fetch: (request, env, ctx) => router.handle(request, ctx, env).catch(report) };`,
    'incomingRequest ctx env - -',
  ],
  'all that a handler hands on': [
    `${PLAIN}const router = Router();\n${ROUTE}export default { fetch: (request, ...rest) => router.fetch(request, ...rest).then(send) };`,
    ALL,
  ],
  'what a listener hands on': [
    `${PLAIN}const router = Router();\n${ROUTE}addEventListener('fetch', (event) => event.respondWith(router.handle(event.request, event)));`,
    'incomingRequest fetchEvent - - -',
  ],
  'a router in another': [
    `${PLAIN}const router = Router({ base: '/api' });\n${ROUTE}const whole = Router();\nwhole.all('/api/*', router.fetch).all('*', () => 404);\nexport default whole;`,
    ALL,
  ],
  'an object for all': [
    `${PLAIN}const router = Router();\n${ROUTE}export default { fetch: (request, env, ctx) => router.fetch(request, { env, ctx }) };`,
    'incomingRequest - - - -',
  ],
  'two that hand on different things': [
    `${PLAIN}const router = Router();\n${ROUTE}export default { fetch: router.fetch, scheduled: (event, env, ctx) => router.fetch(make(), ctx) };`,
    'nothing',
  ],
  'a router that nothing calls': [
    `${PLAIN}const router = Router();\n${ROUTE}export { router };`,
    'nothing',
  ],
  'routers in a circle': [
    `${PLAIN}const a = Router();\nconst b = Router();\na.all('*', b.fetch);\nb.all('*', a.fetch, () => { /* own */ });`,
    'nothing',
  ],
  'a router of others': [
    `import { Router } from 'express';\nconst router = Router();\n${ROUTE}export default router;`,
    'nothing',
  ],
  'a router that is set again': [
    `${PLAIN}let router = Router();\n${ROUTE}router = other;\nexport default router;`,
    'nothing',
  ],
  'a function that is called with the answer': [
    `${PLAIN}const router = Router();\nexport default { fetch: (...all) => router.fetch(...all).then((answer) => { /* own */ }) };`,
    'nothing',
  ],
};

describe('a handler of itty-router', () => {
  for (const [name, [source, expected]] of Object.entries(workers)) {
    it(`gets what is handed to its router: ${name}`, () => {
      assert.equal(parametersIn(source), expected);
    });
  }
});
