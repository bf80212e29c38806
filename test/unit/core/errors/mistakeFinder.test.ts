import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FixRule } from '../../../../extension/core/fixes/fixRule.ts';
import { findMistake } from '../../../../extension/core/errors/mistakeFinder.ts';

const CLOSE = 'rt:websocket-close-code';

function mistakeIn(text: string, code = CLOSE): string | undefined {
  const source = { file: '/p/src/room.ts', display: 'src/room.ts', text };
  const offset = text.indexOf('webSocketClose');
  const found = findMistake({ source, offset }, code, 'Invalid WebSocket close code: 1006.');
  return found && text.slice(found.offset, text.indexOf('\n', found.offset));
}

const room = (...lines: string[]) => `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async webSocketClose(socket: WebSocket, code: number, reason: string) {
${lines.map((line) => `    ${line}\n`).join('')}  }
}
`;

describe('the mistake behind a failure without a frame', () => {
  it('is the only one in the handler that a rule for its code can mend', () => {
    assert.equal(
      mistakeIn(room('log(code);', 'socket.close(code, reason);')),
      'socket.close(code, reason);',
    );
  });

  it('is not known when there are two', () => {
    const two = room('socket.close(code, reason);', 'this.other(() => socket.close(code));');
    assert.equal(mistakeIn(two), undefined);
  });

  it('is not known for a code without a rule, or in a text that cannot be parsed', () => {
    assert.equal(mistakeIn(room('socket.close(code, reason);'), 'cf:1101'), undefined);
    assert.equal(mistakeIn(room('socket.close(code')), undefined);
  });

  it('is not known when a rule fails', () => {
    const text = room('socket.close(code, reason);');
    const broken: FixRule = {
      id: 'QF-99',
      codes: [CLOSE],
      find: () => {
        throw new Error('a bug of the rule');
      },
    };
    const source = { file: '/p/src/room.ts', display: 'src/room.ts', text };
    assert.equal(
      findMistake({ source, offset: text.indexOf('async') }, CLOSE, '', [broken]),
      undefined,
    );
  });
});
