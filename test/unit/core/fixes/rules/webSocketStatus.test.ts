import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { webSocketStatus } from '../../../../../extension/core/fixes/rules/webSocketStatus.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const TITLE = 'Set `status: 101`';
const upgrade = (init: string) => `function upgrade() {
  const [client, server] = Object.values(new WebSocketPair());
  server.accept();
  return ▸new Response(null, ${init});
}
`;

describe('webSocketStatus', () => {
  it('adds the status', () => {
    const fix = checkFix(
      webSocketStatus,
      upgrade('{ webSocket: client, headers }'),
      TITLE,
      upgrade('{ status: 101, webSocket: client, headers }').replace('▸', ''),
    );
    assert.equal(fix.safety, 'safe');
  });

  it('replaces another status', () => {
    checkFix(
      webSocketStatus,
      upgrade('{ webSocket: client, status: 200 }'),
      TITLE,
      upgrade('{ webSocket: client, status: 101 }').replace('▸', ''),
    );
  });

  it('asks when the socket is not made here', () => {
    const before =
      "const pass = (webSocket) => ▸new Response(null, { headers: { 'X-A': '1' }, webSocket });\n";
    const fix = checkFix(
      webSocketStatus,
      before,
      TITLE,
      "const pass = (webSocket) => new Response(null, { headers: { 'X-A': '1' }, status: 101, webSocket });\n",
    );
    assert.equal(fix.safety, 'review');
  });

  const refused: Record<string, string> = {
    'a handshake': upgrade('{ status: 101, webSocket: client }'),
    'a status that is passed on': upgrade('{ status: r.status, webSocket: r.webSocket }'),
    'an init that is spread': upgrade('{ ...init, webSocket: client }'),
    'no socket at all': upgrade('{ webSocket: null }'),
    'an init from elsewhere': upgrade('init'),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(webSocketStatus, before);
    });
  }
});
