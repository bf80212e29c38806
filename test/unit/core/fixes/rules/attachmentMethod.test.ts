import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attachmentMethod } from '../../../../../extension/core/fixes/rules/attachmentMethod.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const room = (line: string) =>
  `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async webSocketMessage(ws, message) {
    ${line}
  }
}
`;

describe('QF-03 attachment', () => {
  it('calls the method that keeps an attachment', () => {
    const fix = checkFix(
      attachmentMethod,
      room('▸ws.serializeState({ name: message });'),
      'Call `serializeAttachment`',
      room('ws.serializeAttachment({ name: message });'),
    );
    assert.equal(fix.safety, 'safe');
  });

  it('calls the method that gives it back', () => {
    checkFix(
      attachmentMethod,
      room('const { name } = ws.▸deserializeState() ?? {};'),
      'Call `deserializeAttachment`',
      room('const { name } = ws.deserializeAttachment() ?? {};'),
    );
  });

  it('renames both of the pair at once, in each method of the file', () => {
    const source = (write: string, read: string, mark = '') =>
      `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  webSocketMessage(ws, message) {
    ws.${mark}${write}({ message });
  }
  webSocketClose(ws) {
    report(ws.${read}());
  }
}
`;
    const fix = checkFix(
      attachmentMethod,
      source('serializeState', 'deserializeState', '▸'),
      'Call `serializeAttachment` and `deserializeAttachment`',
      source('serializeAttachment', 'deserializeAttachment'),
    );
    assert.equal(fix.safety, 'safe');
  });

  it('trusts the error where the source does not show a socket', () => {
    checkFix(
      attachmentMethod,
      room('this.peer?.▸serializeState(message);'),
      'Call `serializeAttachment`',
      room('this.peer?.serializeAttachment(message);'),
      { message: 'this.peer?.serializeState is not a function' },
    );
  });

  const refused: Record<string, string> = {
    'an object that may have the method': room('this.store.▸serializeState();'),
    'the method that sockets have': room('ws.▸serializeAttachment(message);'),
    'the other method under the error of one': room('this.store.▸deserializeState();'),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      const message = name.startsWith('the other') ? 'a.serializeState is not a function' : '';
      checkNoFix(attachmentMethod, before, { message });
    });
  }
});
