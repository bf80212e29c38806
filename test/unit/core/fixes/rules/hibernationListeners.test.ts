import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hibernationListeners } from '../../../../../extension/core/fixes/rules/hibernationListeners.ts';
import { checkModule } from '../../../../../extension/core/fixes/checkModule.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const MOVE = 'Move the listeners to methods of the Durable Object';
const PLAIN = 'Call `server.accept()`: the listeners run, and the object cannot hibernate';
const HIBERNATE = 'this.ctx.acceptWebSocket(server);';

const indent = (lines: string[], depth: number) =>
  lines.map((line) => (line ? `${' '.repeat(depth)}${line}\n` : '\n')).join('');
const room = (lines: string[], methods: string[] = [], type = '') =>
  `import { DurableObject } from 'cloudflare:workers';
const log = console.log;
export class Room extends DurableObject {
  async fetch(request${type}) {
    const [client, server] = Object.values(new WebSocketPair());
${indent(lines, 4)}    return new Response(null, { status: 101, webSocket: client });
  }
${indent(methods, 2)}}
`;
const LISTEN = [
  "server.▸addEventListener('message', (event) => {",
  '  const { text } = JSON.parse(event.data);',
  '  if (text) {',
  '    this.count++;',
  '    server.send(text);',
  '  }',
  '});',
];
const CLOSE = ['', 'async webSocketClose(ws) {', '  ws.close();', '}'];

describe('QF-03 listeners of a socket that can hibernate', () => {
  it('moves what a listener does, with an answer to the close', () => {
    const fix = checkFix(
      hibernationListeners,
      room([HIBERNATE, ...LISTEN]),
      MOVE,
      room(
        [HIBERNATE],
        [
          '',
          'async webSocketMessage(ws, message) {',
          '  const { text } = JSON.parse(message);',
          '  if (text) {',
          '    this.count++;',
          '    ws.send(text);',
          '  }',
          '}',
          ...CLOSE,
        ],
      ),
    );
    assert.equal(fix.safety, 'review');
  });

  it('moves all of them, with types where the class has any', () => {
    checkFix(
      hibernationListeners,
      room(
        [
          HIBERNATE,
          "server.▸addEventListener('message', (event) => server.send(event.data));",
          "server.addEventListener('close', (event) => log('closed'));",
          "server.addEventListener('error', (event) => { log(event.error) });",
        ],
        [],
        ': Request',
      ),
      MOVE,
      room(
        [HIBERNATE],
        [
          '',
          'async webSocketMessage(ws: WebSocket, message: string | ArrayBuffer) {',
          '  ws.send(message);',
          '}',
          '',
          'async webSocketClose(ws: WebSocket, code: number, reason: string, wasClean: boolean) {',
          "  log('closed');",
          '  ws.close();',
          '}',
          '',
          'async webSocketError(ws: WebSocket, error: unknown) {',
          '  log(error)',
          '}',
        ],
        ': Request',
      ),
    );
  });

  it('keeps CRLF', () => {
    const style = (text: string) => text.replaceAll('\n', '\r\n');
    checkFix(
      hibernationListeners,
      style(room([HIBERNATE, "server.▸addEventListener('message', () => server.send('a'));"])),
      MOVE,
      style(
        room(
          [HIBERNATE],
          ['', 'async webSocketMessage(ws, message) {', "  ws.send('a');", '}', ...CLOSE],
        ),
      ),
    );
  });

  it('offers to accept in the plain way', () => {
    checkFix(
      hibernationListeners,
      room([HIBERNATE, ...LISTEN]),
      PLAIN,
      room(['server.accept();', ...LISTEN]).replace('▸', ''),
    );
  });

  it('tells of each listener, for nothing else does', () => {
    const tree = parseSource(room([HIBERNATE, ...LISTEN]).replace('▸', ''), 'room.ts');
    assert.ok(tree);
    const hints = checkModule(tree, undefined, [hibernationListeners]).map(
      ({ finding }) => finding.hint,
    );
    assert.deepEqual(hints, [
      'This listener never runs: a socket that can hibernate calls methods of its object.',
    ]);
  });

  const kept: Record<string, string[]> = {
    'a variable of the handler': ["server.▸addEventListener('message', () => log(request.url));"],
    'the event itself': ["server.▸addEventListener('message', (event) => log(event));"],
    'a function of another place': ["server.▸addEventListener('message', log);"],
    'the this of its own': [
      "server.▸addEventListener('message', function () { this.send('a'); });",
    ],
    'a text of several lines': ["server.▸addEventListener('message', () => log(`a", 'b`));'],
    'a name that the method gives': [
      "server.▸addEventListener('message', (event) => { const message = event.data; log(message); });",
    ],
  };
  for (const [name, lines] of Object.entries(kept)) {
    it(`moves nothing that needs ${name}`, () => {
      const titles = offeredAt(hibernationListeners, room([HIBERNATE, ...lines])).map(
        ({ title }) => title,
      );
      assert.deepEqual(titles, [PLAIN]);
    });
  }

  const refused: Record<string, string> = {
    'a socket that is accepted in the plain way': room(['server.accept();', ...LISTEN]),
    'listeners of the other end': room([
      HIBERNATE,
      ...LISTEN.map((line) => line.replaceAll('server', 'client')),
    ]),
    'listeners of an outgoing socket': room([
      HIBERNATE,
      "const up = new WebSocket('wss://example.com');",
      "up.▸addEventListener('message', () => {});",
    ]),
    'a class of a library': room([HIBERNATE, ...LISTEN]).replace('cloudflare:workers', 'agents'),
    'a listener whose method there is already': room(
      [HIBERNATE, ...LISTEN],
      ['webSocketMessage(ws, message) {}'],
    ),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(hibernationListeners, before);
    });
  }
});
