import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  explainExit,
  isReconnecting,
  stripAnsi,
} from '../../../../extension/core/tail/wranglerOutput.ts';

const FAILED = { code: 1, signal: null };

/** Texts as wrangler printed them; each has its own reason. */
const OUTPUTS: readonly (readonly [reason: string, output: string, sentence: RegExp])[] = [
  [
    'worker-not-found',
    '✘ [ERROR] A request to the Cloudflare API (/accounts/acc1/workers/scripts/chat/tails) failed.\n\n  This Worker does not exist on your account. [code: 10007]',
    /There is no Worker "chat"/,
  ],
  [
    'not-authorized',
    '✘ [ERROR] A request to the Cloudflare API (/accounts/a/workers/scripts/chat/tails) failed.\n  Authentication error [code: 10000]',
    /wrangler login/,
  ],
  [
    'rate-limited',
    'failed.\n  Too many requests [code: 971]\n  The API responded with a "Retry-After" header indicating you should wait 30 second(s) before retrying.',
    /in 30 seconds/,
  ],
  [
    'not-logged-in',
    "In a non-interactive environment, it's necessary to set a CLOUDFLARE_API_TOKEN environment variable",
    /not logged in/,
  ],
  [
    'several-accounts',
    'More than one account available but unable to select one in non-interactive mode.',
    /account_id/,
  ],
  [
    'node-too-old',
    'Wrangler requires at least Node.js v22.12.0. You are using v20.20.2. Please update',
    /v22\.12\.0.*v20\.20\.2.*tailWorker\.nodePath/,
  ],
  [
    'connection-lost',
    '"Unable to reconnect to the tail for chat after 5 attempts. Please re-run"',
    /5 attempts/,
  ],
  ['unreachable', '✘ [ERROR] fetch failed', /network/],
  ['name-missing', 'Required Worker name missing. Please specify', /no "name"/],
  [
    'pages-project',
    'For Pages, please run `wrangler pages deployment tail` instead',
    /Pages project/,
  ],
  ['not-authorized', 'Error: Unexpected server response: 403\n    at ClientRequest', /refused/],
  ['rate-limited', 'Error: Unexpected server response: 429', /in a minute/],
  [
    'failed',
    '✘ [ERROR] A request to the Cloudflare API (/accounts/a/workers/subdomain) failed.\n  You need it. [code: 10063]',
    /workers\.dev subdomain needed \(api:10063\)\. /,
  ],
  ['failed', '✘ [ERROR] Something new', /exit code 1\): Something new/],
  ['failed', '', /it gave no reason/],
];

for (const [reason, output, sentence] of OUTPUTS) {
  test(`"${output.slice(0, 60).replaceAll('\n', ' ')}" is ${reason}`, () => {
    const stop = explainExit(output, FAILED, 'chat');
    assert.equal(stop.reason, reason);
    assert.match(stop.sentence, sentence);
    assert.ok(stop.next !== undefined, 'there is a next step');
  });
}

test('an end without an error is the close of the tail', () => {
  assert.equal(explainExit('', { code: 0, signal: null }, 'chat').reason, 'ended');
});

test('a signal is named', () => {
  assert.match(explainExit('', { code: null, signal: 'SIGKILL' }, 'chat').sentence, /SIGKILL/);
});

test('colours are removed', () => {
  assert.equal(stripAnsi('\u001b[31m✘ \u001b[41;97m[ERROR]\u001b[0m x'), '✘ [ERROR] x');
});

test('the warnings of a reconnect are told from others', () => {
  assert.ok(
    isReconnecting('▲ [WARNING] Tail connection lost. Reconnecting (attempt 1 of 5) in 1s...'),
  );
  assert.ok(!isReconnecting('▲ [WARNING] Processing wrangler.toml configuration:'));
});
