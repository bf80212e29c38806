import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hangingPromise } from '../../../../../extension/core/fixes/rules/hangingPromise.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const handler = (body: string) => `export default {
  async fetch(request, env, ctx) {
${body}
  },
};
`;
const MESSAGE = "your Worker's code had hung and would never generate a response";
const TITLE = 'Wait at most 10 seconds: nothing settles this promise';

const fixed: Record<string, [before: string, after: string]> = {
  'a promise whose resolver nobody calls': [
    handler(
      "    const { promise, resolve } = Promise.withResolvers();\n    ▸await promise;\n    return new Response('ok');",
    ),
    handler(
      "    const { promise, resolve } = Promise.withResolvers();\n    await Promise.race([promise, scheduler.wait(10_000).then(() => { throw new Error('timed out'); })]);\n    return new Response('ok');",
    ),
  ],
  'a promise of resolvers that were not taken': [
    handler('    const waiting = Promise.withResolvers();\n    return ▸waiting.promise;'),
    handler(
      '    const waiting = Promise.withResolvers();\n    return Promise.race([waiting.promise, scheduler.wait(10_000).then(() => { throw new Error("timed out"); })]);',
    ),
  ],
  'a promise whose executor does nothing': [
    'export default { fetch: () => ▸new Promise(() => undefined) };\n',
    'export default { fetch: () => Promise.race([new Promise(() => undefined), scheduler.wait(10_000).then(() => { throw new Error("timed out"); })]) };\n',
  ],
  'a promise in a variable': [
    handler(
      "    const later: Promise<Response> = new Promise((resolve) => { console.log('waiting'); });\r\n    return await ▸later;",
    ),
    handler(
      "    const later: Promise<Response> = new Promise((resolve) => { console.log('waiting'); });\r\n    return await Promise.race([later, scheduler.wait(10_000).then(() => { throw new Error('timed out'); })]);",
    ),
  ],
};

describe('QF-06 hanging promise', () => {
  for (const [name, [before, after]] of Object.entries(fixed)) {
    it(`bounds the wait for ${name}`, () => {
      assert.equal(
        checkFix(hangingPromise, before, TITLE, after, { message: MESSAGE }).safety,
        'review',
      );
    });
  }

  it('offers nothing where no error has come', () => {
    for (const [before] of Object.values(fixed)) checkNoFix(hangingPromise, before);
  });

  const refused: Record<string, string> = {
    'a promise that a timer settles': handler(
      '    ▸await new Promise((resolve) => setTimeout(resolve, 1));',
    ),
    'a promise that is settled on some path': handler(
      '    ▸await new Promise((resolve) => { if (env.OPEN) resolve(); });',
    ),
    'a promise that can be rejected': handler(
      '    ▸await new Promise((_, reject) => { reject(new Error()); });',
    ),
    'a promise whose executor throws': handler(
      "    ▸await new Promise(() => { throw new Error('no'); });",
    ),
    'a resolver that is kept for another event': handler(
      '    const { promise, resolve } = Promise.withResolvers();\n    waiting.set(request.url, resolve);\n    ▸await promise;',
    ),
    'resolvers that are passed on': handler(
      '    const waiting = Promise.withResolvers();\n    start(waiting);\n    ▸await waiting.promise;',
    ),
    'a promise that nothing waits for': handler(
      '    const never = new Promise(() => {});\n    ▸return Promise.race([never, scheduler.wait(1)]);',
    ),
    'a promise that is not known': handler('    ▸await later();'),
    'a class of its own': `class Promise {}\n${handler('    ▸await new Promise(() => {});')}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(hangingPromise, before, { message: MESSAGE });
    });
  }
});
