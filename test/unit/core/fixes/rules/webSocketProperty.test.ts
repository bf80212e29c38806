import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { webSocketProperty } from '../../../../../extension/core/fixes/rules/webSocketProperty.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const upgrade = (init: string) => `const upgrade = (client) => ▸new Response(null, ${init});\n`;

describe('webSocketProperty', () => {
  it('renames the property', () => {
    const fix = checkFix(
      webSocketProperty,
      upgrade('{ status: 101, "websocket": client }'),
      'Rename the property `websocket` to `webSocket`',
      upgrade('{ status: 101, webSocket: client }').replace('▸', ''),
    );
    assert.equal(fix.safety, 'safe');
  });

  it('keeps the variable of a short property', () => {
    checkFix(
      webSocketProperty,
      'const upgrade = (websocket) => ▸new Response(null, { status: 101, websocket });\n',
      'Rename the property `websocket` to `webSocket`',
      'const upgrade = (websocket) => new Response(null, { status: 101, webSocket: websocket });\n',
    );
  });

  const refused: Record<string, string> = {
    'the right name': upgrade('{ status: 101, webSocket: client }'),
    'both names': upgrade('{ status: 101, webSocket: client, websocket: 1 }'),
    'another status': upgrade('{ status: 200, websocket: client }'),
    'no property like it': upgrade('{ status: 101, headers: {} }'),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(webSocketProperty, before);
    });
  }
});
