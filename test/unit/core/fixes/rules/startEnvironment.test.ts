import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startEnvironment } from '../../../../../extension/core/fixes/rules/startEnvironment.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const handler = (body: string) => `export default {
  async fetch(request, env, ctx) {
${body}
  },
};
`;
const ENV = 'Uncaught ReferenceError: env is not defined';
const PROCESS = 'Uncaught ReferenceError: process is not defined';
const IMPORT = 'Import `env` from `cloudflare:workers`';
const ANSWER = handler('    return new Response(key);');

const fixed: Record<string, [message: string, before: string, title: string, after: string]> = {
  'imports the environment': [
    ENV,
    `const key = ▸env.API_KEY;\n${ANSWER}`,
    IMPORT,
    `import { env } from "cloudflare:workers";\n\nconst key = env.API_KEY;\n${ANSWER}`,
  ],
  'imports it with what comes from the same module': [
    ENV,
    `import { DurableObject } from 'cloudflare:workers';\nconst key = ▸env.API_KEY;\n${ANSWER}`,
    IMPORT,
    `import { DurableObject, env } from 'cloudflare:workers';\nconst key = env.API_KEY;\n${ANSWER}`,
  ],
  'imports it in place of the one of Node.js, wherever that is read': [
    PROCESS,
    `import a from './a'\r\nconst key = ▸process.env.API_KEY\r\nexport const more = () => process.env.MORE\r\n`,
    IMPORT,
    `import { env } from 'cloudflare:workers'\r\nimport a from './a'\r\nconst key = env.API_KEY\r\nexport const more = () => env.MORE\r\n`,
  ],
  'imports it where a variable of Node.js is not there': [
    "Uncaught TypeError: Cannot read properties of undefined (reading 'trim')",
    `const key = ▸process.env.API_KEY.trim();\n${ANSWER}`,
    IMPORT,
    `import { env } from "cloudflare:workers";\n\nconst key = env.API_KEY.trim();\n${ANSWER}`,
  ],
  'moves the constant to the handler, which has an environment': [
    ENV,
    `const key = ▸env.API_KEY;\n${ANSWER}`,
    'Move `key` into the function that uses it',
    handler('    const key = env.API_KEY;\n    return new Response(key);'),
  ],
};
describe('QF-26 environment at start-up', () => {
  for (const [name, [message, before, title, after]] of Object.entries(fixed)) {
    it(name, () => {
      assert.equal(checkFix(startEnvironment, before, title, after, { message }).safety, 'review');
    });
  }

  const refused: Record<string, [message: string, before: string]> = {
    'an error of another name': [
      'Uncaught ReferenceError: window is not defined',
      `const key = ▸env.API_KEY;\n${ANSWER}`,
    ],
    'the environment of a handler': [ENV, handler('    return new Response(▸env.API_KEY);')],
    'an environment that is imported': [
      ENV,
      `import { env } from './own';\nconst key = ▸env.API_KEY;\n${ANSWER}`,
    ],
    'a read in a function that runs later': [ENV, 'export const key = () => ▸env.API_KEY;\n'],
    'a script, which cannot import': [
      ENV,
      "const key = ▸env.API_KEY;\naddEventListener('fetch', (event) => event.respondWith(new Response(key)));\n",
    ],
    'another part of the process': [PROCESS, `const key = ▸process.argv;\n${ANSWER}`],
    'a process whose environment would meet another one': [
      PROCESS,
      `import { env } from './own';\nconst key = ▸process.env.API_KEY;\n${ANSWER}`,
    ],
  };
  for (const [name, [message, before]] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(startEnvironment, before, { message });
    });
  }
});
