import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closeReplyDate } from '../../../../../extension/core/fixes/projectRules/closeReplyDate.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

const modules = {
  'a.js':
    'export default { fetch() {\n  const [client, server] = Object.values(new WebSocketPair());\n  server.accept();\n  return new Response(null, { status: 101, webSocket: client });\n} };\n',
};
const dated = (date: string) => `name = "a"\ncompatibility_date = '${date}' # ours\n`;

describe('the date from which on closes are answered', () => {
  it('is offered where a socket is accepted', () => {
    const fix = checkProjectFix(
      closeReplyDate,
      { config: dated('2026-01-01'), configFile: 'wrangler.toml', modules },
      'Set `compatibility_date` to 2026-04-07',
      dated('2026-04-07'),
    );
    assert.equal(fix.safety, 'review');
  });

  it('is not offered where it changes nothing', () => {
    const configFile = 'wrangler.toml';
    const flag = `${dated('2026-01-01')}compatibility_flags = ["web_socket_manual_reply_to_close"]\n`;
    const halfOpen = modules['a.js'].replace('accept()', 'accept({ allowHalfOpen: true })');
    checkNoProjectFix(closeReplyDate, { config: dated('2026-05-01'), configFile, modules });
    checkNoProjectFix(closeReplyDate, { config: flag, configFile, modules });
    checkNoProjectFix(closeReplyDate, { config: 'name = "a"', configFile, modules });
    checkNoProjectFix(closeReplyDate, { modules });
    for (const source of ['socket.accept();', halfOpen, 'export default {};']) {
      const config = dated('2026-01-01');
      checkNoProjectFix(closeReplyDate, { config, configFile, modules: { 'a.js': source } });
    }
  });
});
