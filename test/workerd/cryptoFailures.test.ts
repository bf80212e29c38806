import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { decided, identify } from '../../extension/core/catalog/identify.ts';
import { TailedWorker } from './tailedWorker.ts';

const HMAC = "{ name: 'HMAC', hash: 'SHA-256' }";
const aes = (name: string, usage: string): string =>
  `await crypto.subtle.importKey('raw', new Uint8Array(16), '${name}', false, ['${usage}'])`;

/** Code that fails, what its text means, and whether its exception keeps a stack on its way into the tail. */
const FAILURES: readonly (readonly [code: string, meaning: string, hasStack: boolean])[] = [
  ["await crypto.subtle.digest('SHA256', new Uint8Array(1))", 'crypto:algorithm', false],
  [
    "await crypto.subtle.importKey('raw', new Uint8Array(9), 'HMAC', false, ['sign'])",
    'crypto:missing-field/hash',
    true,
  ],
  [
    `await crypto.subtle.encrypt('AES-GCM', ${aes('AES-GCM', 'encrypt')}, new Uint8Array(1))`,
    'crypto:missing-field/iv',
    true,
  ],
  [
    `await crypto.subtle.importKey('raw', new Uint8Array(9), ${HMAC}, false, ['encrypt'])`,
    'crypto:key-usage',
    false,
  ],
  [
    `await crypto.subtle.importKey('raw', new Uint8Array(9), ${HMAC}, false, [])`,
    'crypto:key-usage/none',
    false,
  ],
  [
    `await crypto.subtle.importKey('raw', new TextEncoder().encode(undefined), ${HMAC}, false, ['sign'])`,
    'crypto:key-length/hmac-empty',
    false,
  ],
  [
    `await crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, ${aes('AES-GCM', 'decrypt')}, new Uint8Array(1))`,
    'crypto:key-mismatch/usage',
    false,
  ],
  [
    `await crypto.subtle.exportKey('raw', ${aes('AES-GCM', 'decrypt')})`,
    'crypto:not-extractable',
    false,
  ],
  [
    "await crypto.subtle.importKey('raw', new Uint8Array(17), 'AES-GCM', false, ['encrypt'])",
    'crypto:key-length',
    false,
  ],
  [
    `await crypto.subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, ${aes('AES-GCM', 'decrypt')}, new Uint8Array(40))`,
    'crypto:decryption-failed',
    false,
  ],
  [
    "await crypto.subtle.importKey('pkcs8', new Uint8Array(16), { name: 'RSA-PSS', hash: 'SHA-256' }, false, ['sign'])",
    'crypto:key-data',
    false,
  ],
  [
    "await crypto.subtle.importKey('jwk', { kty: 'RSA' }, { name: 'RSA-PSS', hash: 'SHA-256' }, false, ['verify'])",
    'crypto:jwk/fields',
    false,
  ],
  [
    'crypto.subtle.timingSafeEqual(new Uint8Array(3), new Uint8Array(4))',
    'crypto:timing-safe-equal',
    true,
  ],
  ['crypto.getRandomValues(new Uint8Array(65_537))', 'crypto:random-values', false],
];

const worker = new TailedWorker();
after(() => worker.dispose());

test('what WebCrypto raises is explained by its text; its DOMExceptions have no stack', async () => {
  const url = await worker.deploy(`const failures = [
    ${FAILURES.map(([code]) => `async () => { ${code}; },`).join('\n    ')}
  ];
  export default {
    async fetch(request: Request) {
      await failures[Number(new URL(request.url).searchParams.get('index'))]?.();
      return new Response('no failure');
    },
  };`);
  for (const [index, [code, meaning, hasStack]] of FAILURES.entries()) {
    await (await fetch(new URL(`?index=${index}`, url))).text();
    const { exceptions } = (await worker.traced(index + 1))[index] ?? { exceptions: [] };
    const [exception] = exceptions;
    assert.ok(exception, code);
    assert.equal(decided(identify(exception.message, 'exception'))?.code, meaning, code);
    assert.equal(exception.stack !== undefined, hasStack, code);
  }
});
