import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attachmentSize } from '../../../../../extension/core/fixes/rules/attachmentSize.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';
import { projectOf } from '../../../../support/projectFixes.ts';

const ERROR = { message: "A WebSocket 'attachment' cannot be larger than 16384 bytes." };
const TITLE = 'Keep the data in storage, and only its id in the attachment';
const room = (body: string, more = '', base = 'DurableObject') =>
  `import { DurableObject } from 'cloudflare:workers';
export class Room extends ${base} {
  webSocketMessage(ws, message) {
    ${body}
  }
${more}}
`;
const METHODS = `
  attach(ws, data) {
    const id = ws.deserializeAttachment()?.id ?? crypto.randomUUID();
    ws.serializeAttachment({ id });
    this.ctx.storage.kv.put(\`attachment:\${id}\`, data);
  }

  attached(ws) {
    const id = ws.deserializeAttachment()?.id;
    return id && this.ctx.storage.kv.get(\`attachment:\${id}\`);
  }

  detach(ws) {
    const id = ws.deserializeAttachment()?.id;
    if (id) this.ctx.storage.kv.delete(\`attachment:\${id}\`);
  }
`;

describe('QF-50 an attachment that is too large', () => {
  it('is kept in storage, by each method of the class', () => {
    const { safety } = checkFix(
      attachmentSize,
      room(
        'const said = ws.deserializeAttachment() ?? []; ws.▸serializeAttachment([...said, message]);',
        '  webSocketClose(ws) {\n    report(ws.deserializeAttachment());\n  }\n',
      ),
      TITLE,
      room(
        'const said = this.attached(ws) ?? []; this.attach(ws, [...said, message]);',
        `  webSocketClose(ws) {\n    report(this.attached(ws));\n    this.detach(ws);\n  }\n${METHODS}`,
      ),
      ERROR,
    );
    assert.equal(safety, 'review');
  });

  it('is kept in TypeScript, beside methods of these names', () => {
    checkFix(
      attachmentSize,
      'import * as cf from "cloudflare:workers";\nexport class Room extends cf.DurableObject {\n  attach(ws: WebSocket) {\n    ws.▸serializeAttachment(this.all);\n  }\n}\n',
      TITLE,
      'import * as cf from "cloudflare:workers";\nexport class Room extends cf.DurableObject {\n  attach(ws: WebSocket) {\n    this.keepAttached(ws, this.all);\n  }\n' +
        METHODS.replaceAll('(ws)', '(ws: WebSocket)')
          .replace('data)', 'data: unknown)')
          .replace('attach(ws', 'keepAttached(ws: WebSocket')
          .replace('attached(', 'readAttached(')
          .replace('detach(', 'removeAttached(')
          .replace('kv.get', 'kv.get<any>') +
        '}\n',
      ERROR,
    );
  });

  const refused: Record<string, string> = {
    'the id alone': room('ws.▸serializeAttachment({ id });'),
    'a class of another base': room('ws.▸serializeAttachment(this.all);', '', 'Other'),
    'a read without the object at hand': room(
      'ws.▸serializeAttachment(this.all);',
      '  static read(ws) {\n    return ws.deserializeAttachment();\n  }\n',
    ),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => checkNoFix(attachmentSize, before, ERROR));
  }

  it('offers nothing without SQL, and without the error', () => {
    const before = room('ws.▸serializeAttachment(this.all);');
    const config = '{ "migrations": [{ "tag": "v1", "new_classes": ["Room"] }] }';
    checkNoFix(attachmentSize, before, { ...ERROR, project: projectOf({ config }) });
    checkNoFix(attachmentSize, before);
  });
});
