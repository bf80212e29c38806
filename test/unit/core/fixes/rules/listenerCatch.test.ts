import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkModule } from '../../../../../extension/core/fixes/checkModule.ts';
import { listenerCatch } from '../../../../../extension/core/fixes/rules/listenerCatch.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { checkFix, checkNoFix, type PlaceOptions } from '../../../../support/checkFix.ts';

const LOST: PlaceOptions = { message: 'Network connection lost.', reach: 'handler' };
const TITLE = 'Catch and log what the `message` listener throws';

const handler = (...lines: string[]) =>
  `export default {
  async ▸fetch(request, env, ctx) {
    const [client, server] = Object.values(new WebSocketPair());
    server.accept();
${lines.map((line) => (line ? `    ${line}\n` : '\n')).join('')}    return new Response(null, { status: 101, webSocket: client });
  },
};
`;
const fixedHandler = (...lines: string[]) => handler(...lines).replace('▸', '');

const fixed: [name: string, before: string, title: string, after: string][] = [
  [
    'wraps what the listener does',
    handler(
      "server.addEventListener('message', (event) => {",
      '  // the first word',
      '  const { word } = JSON.parse(event.data);',
      '',
      '  server.send(word);',
      '});',
    ),
    TITLE,
    fixedHandler(
      "server.addEventListener('message', (event) => {",
      '  try {',
      '    // the first word',
      '    const { word } = JSON.parse(event.data);',
      '',
      '    server.send(word);',
      '  } catch (error) {',
      "    console.error('The message listener failed.', error);",
      "    server.close(1011, 'Internal error');",
      '  }',
      '});',
    ),
  ],
  [
    'leaves the lines of a text',
    handler(
      "server.addEventListener('message', async () => {",
      '  await store(`a',
      '  b`);',
      '});',
    ),
    TITLE,
    fixedHandler(
      "server.addEventListener('message', async () => {",
      '  try {',
      '    await store(`a',
      '  b`);',
      '  } catch (error) {',
      "    console.error('The message listener failed.', error);",
      "    server.close(1011, 'Internal error');",
      '  }',
      '});',
    ),
  ],
  [
    'gives a short listener lines',
    handler("server.addEventListener('message', (error) => server.send(parse(error.data)));"),
    TITLE,
    fixedHandler(
      "server.addEventListener('message', (error) => {",
      '  try {',
      '    server.send(parse(error.data));',
      '  } catch (err) {',
      "    console.error('The message listener failed.', err);",
      "    server.close(1011, 'Internal error');",
      '  }',
      '});',
    ),
  ],
  [
    'does not close what closes already',
    handler("server.addEventListener('close', () => { leave(); });"),
    'Catch and log what the `close` listener throws',
    fixedHandler(
      "server.addEventListener('close', () => {",
      '  try {',
      '    leave();',
      '  } catch (error) {',
      "    console.error('The close listener failed.', error);",
      '  }',
      '});',
    ),
  ],
  [
    'follows a name to its function, where the socket has no name',
    `function take(event) {\n  parse(event);\n}\n${handler("server.addEventListener('message', take);")}`,
    TITLE,
    `function take(event) {
  try {
    parse(event);
  } catch (error) {
    console.error('The message listener failed.', error);
  }
}
${fixedHandler("server.addEventListener('message', take);")}`,
  ],
];

describe('QF-12 listener that throws', () => {
  for (const [name, before, title, after] of fixed) {
    it(name, () => {
      assert.equal(checkFix(listenerCatch, before, title, after, LOST).safety, 'review');
    });
  }

  it('keeps CRLF, tabs, double quotes and missing semicolons', () => {
    const style = (text: string) =>
      text
        .replaceAll('\n', '\r\n')
        .replaceAll(/^ +/gm, (spaces) => '\t'.repeat(spaces.length / 2))
        .replaceAll(';', '')
        .replaceAll("'", '"');
    const [, before = '', title = '', after = ''] = fixed[0] ?? [];
    checkFix(listenerCatch, style(before), title, style(after), LOST);
  });

  it('tells of nothing while nothing has failed', () => {
    const tree = parseSource((fixed[0]?.[1] ?? '').replace('▸', ''), 'worker.ts');
    assert.ok(tree);
    const [problem] = checkModule(tree, undefined, [listenerCatch]);
    assert.ok(problem);
    assert.equal(problem.finding.hint, undefined);
  });

  const refused: Record<string, string> = {
    'a listener that catches': handler(
      "server.addEventListener('message', (event) => {",
      '  try { take(event); } catch { server.close(1011); }',
      '});',
    ),
    'a listener that only answers and logs': handler(
      "server.addEventListener('message', (event) => {",
      '  console.log(event.data);',
      "  server.send('got ' + event.data);",
      '});',
    ),
    'a listener of something else': handler("bus.addEventListener('message', () => take());"),
    'another event': handler("server.addEventListener('custom', () => take());"),
    'a listener from another module': `import { take } from './take';\n${handler(
      "server.addEventListener('message', take);",
    )}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(listenerCatch, before, LOST);
    });
  }

  it('offers nothing for a fetch of the handler that lost its connection', () => {
    const source = handler(
      "server.addEventListener('message', () => take());",
      'await fetch(request);',
    );
    checkNoFix(
      listenerCatch,
      source.replace('▸', '').replace('fetch(request);', '▸fetch(request);'),
      {
        ...LOST,
        reach: 'frame',
      },
    );
  });
});
