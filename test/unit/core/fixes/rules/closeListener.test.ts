import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Project } from '../../../../../extension/core/fixes/project.ts';
import { closeListener } from '../../../../../extension/core/fixes/rules/closeListener.ts';
import { checkFix, checkNoFix, type PlaceOptions } from '../../../../support/checkFix.ts';

const dated = (date: string, more = ''): Project => ({
  config: { file: 'wrangler.toml', text: `compatibility_date = "${date}"\n${more}` },
  environment: undefined,
  modules: () => [],
});
const HUNG: PlaceOptions = {
  message: "your Worker's code had hung and would never generate a response",
  reach: 'handler',
};
const OLD: PlaceOptions = { ...HUNG, project: dated('2026-04-06') };
const TITLE = 'Answer the close of the client by `server.close()`';

const handler = (lines: string[], accept = 'server.accept();') =>
  `export default {
  async ▸fetch(request) {
    const [client, server] = Object.values(new WebSocketPair());
    ${accept}
${lines.map((line) => `    ${line}\n`).join('')}    return new Response(null, { status: 101, webSocket: client });
  },
};
`;
const unmarked = (source: string) => source.replace('▸', '');
const ECHO = "server.addEventListener('message', (event) => server.send(event.data));";

const fixed: [name: string, before: string[], after: string[]][] = [
  [
    'listens for the close',
    [ECHO],
    ["server.addEventListener('close', () => server.close());", ECHO],
  ],
  [
    'lets a listener answer',
    ["server.addEventListener('close', () => {", '  leave();', '});'],
    ["server.addEventListener('close', () => {", '  leave();', '  server.close();', '});'],
  ],
  [
    'lets a listener of one line answer',
    ["server.addEventListener('close', () => { leave() });"],
    ["server.addEventListener('close', () => { leave(); server.close(); });"],
  ],
  [
    'lets a listener without a block answer',
    ["server.addEventListener('close', () => leave());"],
    ["server.addEventListener('close', () => { leave(); server.close(); });"],
  ],
  [
    'fills an empty listener',
    ["server.addEventListener('close', function () {});"],
    ["server.addEventListener('close', function () {", '  server.close();', '});'],
  ],
];

describe('QF-04 close listener', () => {
  for (const [name, before, after] of fixed) {
    it(name, () => {
      const fix = checkFix(closeListener, handler(before), TITLE, unmarked(handler(after)), OLD);
      assert.equal(fix.safety, 'safe');
    });
  }

  it('keeps CRLF, double quotes and missing semicolons', () => {
    const style = (text: string) =>
      text.replaceAll('\n', '\r\n').replaceAll(';', '').replaceAll("'", '"');
    const [, before = [], after = []] = fixed[0] ?? [];
    checkFix(closeListener, style(handler(before)), TITLE, unmarked(style(handler(after))), OLD);
  });

  it('asks for a review when the date is not known', () => {
    const [, before = [], after = []] = fixed[0] ?? [];
    const fix = checkFix(closeListener, handler(before), TITLE, unmarked(handler(after)), HUNG);
    assert.equal(fix.safety, 'review');
    checkNoFix(closeListener, handler(before), { reach: 'handler' });
  });

  const refused: Record<string, string> = {
    'a listener that closes': handler([
      "server.addEventListener('close', () => { server.close(1000); });",
    ]),
    'a listener of another function': handler(["server.addEventListener('close', onClose);"]),
    'a listener that may leave first': handler([
      "server.addEventListener('close', () => { if (late) return; leave(); });",
    ]),
    'a listener in a property': handler(['server.onclose = () => {};']),
    'a socket that other code has': handler(['register(server);']),
    'a proxy that closes when the other side does': handler(
      [],
      'server.accept({ allowHalfOpen: true });',
    ),
    'a socket that can hibernate': handler([], 'this.ctx.acceptWebSocket(server);'),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(closeListener, before, OLD);
    });
  }

  it('goes by the date and the flags of the configuration', () => {
    const source = handler([ECHO]);
    checkNoFix(closeListener, source, { ...HUNG, project: dated('2026-04-07') });
    const auto = 'compatibility_flags = ["web_socket_auto_reply_to_close"]';
    checkNoFix(closeListener, source, { ...HUNG, project: dated('2026-01-01', auto) });
    const manual = 'compatibility_flags = ["web_socket_manual_reply_to_close"]';
    const after = unmarked(handler(fixed[0]?.[2] ?? []));
    checkFix(closeListener, source, TITLE, after, {
      ...HUNG,
      project: dated('2026-06-01', manual),
    });
  });
});
