import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { webSocketScheme } from '../../../../../extension/core/fixes/rules/webSocketScheme.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

describe('webSocketScheme', () => {
  it('fetches https instead of wss', () => {
    const fix = checkFix(
      webSocketScheme,
      "const open = (init) => ▸fetch('wss://example.com/socket', init);\n",
      'Fetch `https:` instead of `wss:`',
      "const open = (init) => fetch('https://example.com/socket', init);\n",
    );
    assert.equal(fix.safety, 'safe');
  });

  it('fetches http instead of ws, in a template and in a sum', () => {
    checkFix(
      webSocketScheme,
      'const open = (host) => ▸fetch(`ws://${host}/`);\r\n',
      'Fetch `http:` instead of `ws:`',
      'const open = (host) => fetch(`http://${host}/`);\r\n',
    );
    checkFix(
      webSocketScheme,
      'const open = (host) => ▸fetch("ws://" + host + "/")\n',
      'Fetch `http:` instead of `ws:`',
      'const open = (host) => fetch("http://" + host + "/")\n',
    );
  });

  const refused: Record<string, string> = {
    'a socket of its own': "const socket = ▸new WebSocket('wss://example.com/');",
    'another scheme': "const got = ▸fetch('https://wss.example.com/');",
    'a variable': 'const open = (url) => ▸fetch(url);',
    'a fetch of the file': "function fetch() {}\n▸fetch('wss://example.com/');",
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(webSocketScheme, before);
    });
  }
});
