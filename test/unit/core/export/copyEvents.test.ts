import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { COPY_FORMATS, type CopyFormat } from '../../../../extension/shared/protocol.ts';
import fc from 'fast-check';
import { copyEvents } from '../../../../extension/core/export/copyEvents.ts';
import type { KeptText } from '../../../../extension/core/export/keptTexts.ts';
import { rawEvent, rawException, type RawEvent } from '../../../support/events.ts';

function kept(fields: RawEvent = {}): KeptText {
  return { worker: 'chat', text: JSON.stringify(rawEvent(fields)) };
}

function request(fields: RawEvent): KeptText {
  const plain = { url: 'https://chat.example.com/a', method: 'GET', headers: {}, cf: {} };
  return kept({ event: { request: { ...plain, ...fields }, response: { status: 200 } } });
}

const copy = (format: CopyFormat, event: KeptText, secrets = false): string =>
  copyEvents(format, [event], { secrets }).text;

const CRON = kept({ event: { cron: '*/5 * * * *', scheduledTime: 1_767_200_000_000 } });
const FAILED = kept({
  outcome: 'exception',
  exceptions: [rawException('Illegal\u001b[31m', '    at audit (src/audit.ts:10:3)')],
  logs: [{ level: 'log', message: ['hello', { a: 1 }], timestamp: 1 }],
});

/** What bash gives curl. */
function curlArguments(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}\n`;
  const output = execFileSync('bash', ['-s'], { input: script }).toString('utf8');
  return output.split('\0').slice(0, -1);
}

test('text: a block an event, with what was thrown and logged, and nothing that moves a cursor', () => {
  const { text, events } = copyEvents('text', [FAILED, CRON], { secrets: false });
  assert.equal(events, 2);
  assert.equal(
    text,
    `2025-12-31T16:53:20.000Z  chat  GET https://chat.example.com/rooms/lobby?token=REDACTED
outcome: exception  code: cf:1101  CPU ms: 4  wall ms: 31  version: 2f6b9c1e-0000-4000-8000-000000000000
TypeError: Illegal\\u{1b}[31m
    at audit (src/audit.ts:10:3)
log: hello {"a":1}

2025-12-31T16:53:20.000Z  chat  cron */5 * * * *
outcome: ok  CPU ms: 4  wall ms: 31  version: 2f6b9c1e-0000-4000-8000-000000000000`,
  );
});

test('JSON: one event is an object, several are an array', () => {
  assert.deepEqual(JSON.parse(copy('json', CRON)), JSON.parse(CRON.text));
  const { text } = copyEvents('json', [FAILED, CRON], { secrets: false });
  assert.deepEqual(JSON.parse(text), [JSON.parse(FAILED.text), JSON.parse(CRON.text)]);
});

test('CSV: a header line and a line an event', () => {
  const { text } = copyEvents('csv', [FAILED, CRON], { secrets: false });
  const lines = text.split('\r\n');
  assert.equal(lines.length, 4);
  assert.match(lines[0] ?? '', /^time,worker,kind,title,url,status,outcome,code,error,logs,cpuMs/);
  assert.match(lines[1] ?? '', /,exception,cf:1101,TypeError: Illegal\\u\{1b\}\[31m,"log: hello/);
  assert.match(lines[2] ?? '', /^2025-12-31T16:53:20.000Z,chat,scheduled,cron/);
});

test('secrets are left out and named, in every format, unless they are asked for', () => {
  const event = request({
    url: 'https://chat.example.com/?api_key=hunter2',
    headers: {
      authorization: 'Bearer hunter2',
      'x-token': 'hunter2',
      cookie: 'a=hunter2',
      accept: '*/*',
    },
  });
  for (const format of COPY_FORMATS) {
    const copied = copyEvents(format, [event], { secrets: false });
    assert.doesNotMatch(copied.text, /hunter2/, format);
    assert.deepEqual(
      copied.masked.map(({ name }) => name),
      ['?api_key', 'authorization', 'cookie', 'x-token'],
    );
    const asked = copyEvents(format, [event], { secrets: true });
    assert.match(asked.text, /hunter2/, format);
    assert.deepEqual(asked.masked, []);
  }
  const comment = /Left out, because they may be secret: authorization, x-token, cookie, api_key/;
  assert.match(copy('curl-bash', event), new RegExp(`^# ${comment.source}\ncurl `));
  assert.match(copy('curl-powershell', event), new RegExp(`^# ${comment.source}\ncurl.exe `));
  assert.match(copy('curl-cmd', event), new RegExp(`^rem ${comment.source}\ncurl `));
  assert.match(copy('fetch', event), new RegExp(`^// ${comment.source}\nawait fetch`));
  assert.doesNotMatch(copy('curl-bash', event, true), /^#/);
});

test('what Cloudflare has taken out is a place to fill in, when secrets are asked for', () => {
  const event = request({ headers: { cookie: 'REDACTED' } });
  assert.doesNotMatch(copy('curl-bash', event), /-H/);
  assert.match(
    copy('curl-bash', event, true),
    /^# Cloudflare has taken out the values of: cookie\n[^]*'cookie: REDACTED'/,
  );
});

test('what each hop makes anew does not go along', () => {
  const headers = {
    host: 'a',
    'content-length': '3',
    'cf-ray': 'b',
    'cf-connecting-ip': 'c',
    accept: 'd',
  };
  assert.deepEqual(curlArguments(copy('curl-bash', request({ headers }))), [
    '--globoff',
    '--compressed',
    'https://chat.example.com/a',
    '-H',
    'accept: d',
  ]);
});

test('a missing body is told of, only where there was one', () => {
  const note = /A tail has no request body/;
  for (const [method, headers, told] of [
    ['GET', {}, false],
    ['POST', {}, true],
    ['POST', { 'content-length': '0' }, false],
    ['DELETE', {}, false],
    ['DELETE', { 'content-length': '12' }, true],
    ['PUT', { 'transfer-encoding': 'chunked' }, true],
  ] as const) {
    for (const format of ['curl-bash', 'curl-powershell', 'curl-cmd', 'fetch'] as const) {
      assert.equal(
        note.test(copy(format, request({ method, headers }))),
        told,
        `${method} ${format}`,
      );
    }
  }
});

test('an upgrade can be sent again', () => {
  const headers = {
    upgrade: 'websocket',
    'sec-websocket-key': 'REDACTED',
    'sec-websocket-version': '13',
  };
  assert.deepEqual(curlArguments(copy('curl-bash', request({ headers }))), [
    ...['--globoff', '--compressed', '--http1.1', '--include', '--no-buffer'],
    'https://chat.example.com/a',
    ...['-H', 'connection: Upgrade', '-H', 'upgrade: websocket'],
    ...['-H', 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==', '-H', 'sec-websocket-version: 13'],
  ]);
});

test('PowerShell gives a quote to a program in one way in every version', () => {
  assert.equal(
    copy('curl-powershell', request({ headers: { 'sec-ch-ua': '"A";v="1"', accept: "it's" } })),
    `& { $PSNativeCommandArgumentPassing = 'Legacy'
  curl.exe --globoff --compressed 'https://chat.example.com/a' \`
  -H 'sec-ch-ua: \\"A\\";v=\\"1\\"' \`
  -H 'accept: it''s'
}`,
  );
});

test('cmd gets its lines with carets', () => {
  assert.equal(
    copy('curl-cmd', request({ method: 'HEAD', headers: { 'x-a': '%PATH% & "b"', 'x-b': '' } })),
    `curl --globoff --compressed --head ^"https://chat.example.com/a^" ^
  -H ^"x-a: %^PATH%^ ^& ^\\^"b^\\^"^" ^
  -H ^"x-b;^"`,
  );
});

test('nothing is copied of nothing', () => {
  for (const format of COPY_FORMATS) {
    assert.deepEqual(copyEvents(format, [], { secrets: false }), {
      text: '',
      events: 0,
      masked: [],
    });
  }
});

test('only requests to a server are copied as a command', () => {
  for (const event of [
    CRON,
    request({ url: 'file:///etc/passwd' }),
    request({ method: 'GET\n' }),
    request({ url: '-o' }),
  ]) {
    assert.deepEqual(copyEvents('curl-bash', [event], { secrets: false }).text, '');
  }
});

test('nothing of a hostile request breaks out of its command', () => {
  const unit = fc.oneof(
    fc.constantFrom(...Array.from('\'"\\$`!\r\n\t\u001b\0 ;|&<>%^{}[]@#')),
    fc.string({ unit: 'binary', maxLength: 1 }),
  );
  const text = fc.string({ unit, maxLength: 20 });
  const requests = fc.sample(
    fc.record({ path: text, method: text, name: text, value: text, known: text }),
    300,
  );
  const commands: string[] = [];
  for (const { path, method, name, value, known } of requests) {
    const headers = { [name]: value, accept: known };
    for (const verb of ['GET', method]) {
      const event = request({ url: `https://a.example/${path}`, method: verb, headers });
      for (const format of ['curl-powershell', 'curl-cmd', 'fetch'] as const) {
        assert.doesNotMatch(copy(format, event), /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u, format);
      }
      commands.push(copy('curl-bash', event));
    }
  }
  // One process for all: each call is a line that says what curl got.
  const script = `curl() { printf '%s\\0' "$@"; printf '\\0'; }\n${commands.join('\n')}\n`;
  const output = execFileSync('bash', ['-s'], { input: script }).toString();
  const calls = output.split('\0\0').slice(0, -1);
  assert.equal(calls.length, commands.filter((command) => command !== '').length);
  for (const call of calls) {
    const [, , ...rest] = call.split('\0');
    assert.match(rest.join(' '), /https:\/\/a\.example\//);
    for (const argument of rest) assert.doesNotMatch(argument, /[\r\n]/);
  }
});

test('fetch code is a program, and its strings are the request', async () => {
  const event = request({ headers: { 'x-a': '"\u2028\'`${1}' } });
  const calls: unknown[] = [];
  const fetch = (...call: readonly unknown[]): void => void calls.push(call);
  await runInNewContext(`(async () => { ${copy('fetch', event)} })()`, { fetch });
  assert.equal(
    JSON.stringify(calls),
    JSON.stringify([
      ['https://chat.example.com/a', { method: 'GET', headers: { 'x-a': '" \'`${1}' } }],
    ]),
  );
});
