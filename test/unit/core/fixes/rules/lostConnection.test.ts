import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { lostConnection } from '../../../../../extension/core/fixes/rules/lostConnection.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const message = 'Network connection lost.';
const TITLE = 'Try again when the connection is lost: `withRetry`';
const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;
const RETRY = `
async function withRetry(run, tries = 3) {
  for (let tried = 1; ; tried++) {
    try {
      return await run();
    } catch (error) {
      const canPass = error.retryable || /Network connection lost/.test(error.message);
      if (tried >= tries || error.overloaded || !canPass) throw error;
      await scheduler.wait(50 * 2 ** tried);
    }
  }
}
`;

describe('lostConnection', () => {
  it('fetches again', () => {
    const fix = checkFix(
      lostConnection,
      handler('const up = await ▸fetch(env.URL);', 'return new Response(up.body);'),
      TITLE,
      handler(
        'const up = await withRetry(() => fetch(env.URL));',
        'return new Response(up.body);',
      ) + RETRY,
      { message },
    );
    assert.equal(fix.safety, 'review');
  });

  it('makes the stub of an object for each try', () => {
    checkFix(
      lostConnection,
      handler(
        'const room = env.ROOM.getByName("a");',
        'return Response.json(await room.▸count(1));',
      ),
      TITLE,
      handler('return Response.json(await withRetry(() => env.ROOM.getByName("a").count(1)));') +
        RETRY,
      { message },
    );
  });

  it('keeps a stub that is used elsewhere too', () => {
    const room = 'const room = env.ROOM.getByName("a");';
    checkFix(
      lostConnection,
      handler(room, 'console.log(room.name);', 'return Response.json(await room.▸count(1));'),
      TITLE,
      handler(
        room,
        'console.log(room.name);',
        'return Response.json(await withRetry(() => env.ROOM.getByName("a").count(1)));',
      ) + RETRY,
      { message },
    );
  });

  it('writes types and leaves out semicolons as the file does', () => {
    checkFix(
      lostConnection,
      'export const load = async (url: string) => {\r\n  return await ▸fetch(url)\r\n}',
      TITLE,
      `export const load = async (url: string) => {
  return await withRetry(() => fetch(url))
}

async function withRetry<T>(run: () => Promise<T>, tries = 3): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await run()
    } catch (error: any) {
      const canPass = error.retryable || /Network connection lost/.test(error.message)
      if (tried >= tries || error.overloaded || !canPass) throw error
      await scheduler.wait(50 * 2 ** tried)
    }
  }
}
`.replaceAll('\n', '\r\n'),
      { message },
    );
  });

  const refused: Record<string, string> = {
    'a call two lines on': handler(
      "await ▸fetch(env.URL, { method: 'POST' });",
      "return new Response(await env.KV.get('a'));",
    ),
    'a call that is guarded': handler('try { await ▸fetch(env.URL); } catch {}', 'return a();'),
    'a request whose body can be sent once': handler('return await ▸fetch(request);'),
    'a request that changes something': handler(
      "return await ▸fetch(env.URL, { method: 'POST' });",
    ),
    'a message to a queue': handler('await ▸env.QUEUE.send(1);', 'return new Response();'),
    'a call of the file': handler('await ▸work();', 'return new Response();'),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(lostConnection, before, { message });
    });
  }

  it('offers nothing while no error has come', () => {
    checkNoFix(lostConnection, handler('return await ▸fetch(env.URL);'));
  });
});
