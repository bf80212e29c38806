import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { acceptTwice } from '../../../../../extension/core/fixes/rules/acceptTwice.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const HANDLER = '  webSocketMessage(ws, message) {}\n';
const room = (lines: string[], more = HANDLER) =>
  `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch(request) {
    const [client, server] = Object.values(new WebSocketPair());
${lines.map((line) => `    ${line}\n`).join('')}    return new Response(null, { status: 101, webSocket: client });
  }
${more}}
`;
const HIBERNATE = 'this.ctx.acceptWebSocket(server);';

describe('QF-03 accepted in both ways', () => {
  it('removes the plain accept before the other', () => {
    const fix = checkFix(
      acceptTwice,
      room(['server.accept(); // first', `▸${HIBERNATE}`]),
      'Remove `server.accept()`',
      room(['// first', HIBERNATE]),
    );
    assert.equal(fix.safety, 'safe');
  });

  it('removes the plain accept after the other', () => {
    checkFix(
      acceptTwice,
      room([HIBERNATE, '▸server.accept();']),
      'Remove `server.accept()`',
      room([HIBERNATE]),
    );
  });

  it('keeps CRLF and missing semicolons', () => {
    const style = (text: string) => text.replaceAll('\n', '\r\n').replaceAll(';', '');
    checkFix(
      acceptTwice,
      style(room([HIBERNATE, '▸server.accept();'])),
      'Remove `server.accept()`',
      style(room([HIBERNATE])),
    );
  });

  it('keeps the plain accept for listeners where no handler takes messages, after a review', () => {
    const listen = "server.addEventListener('message', echo);";
    const fix = checkFix(
      acceptTwice,
      room(['server.accept();', `▸${HIBERNATE}`, listen], ''),
      'Remove `this.ctx.acceptWebSocket(server)`',
      room(['server.accept();', listen], ''),
    );
    assert.equal(fix.safety, 'review');
  });

  const refused: Record<string, string> = {
    'an end accepted once': room([`▸${HIBERNATE}`]),
    'both ends accepted, each in its way': room(['client.accept();', `▸${HIBERNATE}`]),
    'an end accepted three times': room([HIBERNATE, 'server.accept();', `▸${HIBERNATE}`]),
    'two pairs': room([
      'const other = new WebSocketPair();',
      'other[0].accept();',
      `▸${HIBERNATE}`,
    ]),
    'a class that only has the name of one': room(['server.accept();', `▸${HIBERNATE}`]).replace(
      'cloudflare:workers',
      './durableObject',
    ),
    'an accept whose value is used': room(['const accepted = server.accept();', `▸${HIBERNATE}`]),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(acceptTwice, before);
    });
  }
});
