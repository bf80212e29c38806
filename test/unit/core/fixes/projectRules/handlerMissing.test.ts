import { describe, it } from 'node:test';
import { handlerMissing } from '../../../../../extension/core/fixes/projectRules/handlerMissing.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

const lacks = (name: string) => `Handler does not export a ${name}() function.`;
const ALARM = 'Your Durable Object class must have an alarm() handler in order to call setAlarm()';

const check = (before: string, message: string, title: string, after: string, file = 'a.js') =>
  checkProjectFix(handlerMissing, { modules: { [file]: before } }, title, after, file, message);

describe('a handler that is missing', () => {
  it('is added to the object, in its style', () => {
    check(
      'export default {\n\tasync fetch() {}, // it\n};\n',
      lacks('scheduled'),
      'Add a `scheduled` handler',
      "export default {\n\tasync fetch() {}, // it\n\tasync scheduled() {\n\t\tthrow new Error('Not implemented');\n\t},\n};\n",
    );
    check(
      'const worker = {\n    fetch() {}\n};\nexport default worker satisfies ExportedHandler;\n',
      lacks('queue'),
      'Add a `queue` handler',
      'const worker = {\n    fetch() {},\n    async queue(batch: MessageBatch) {\n        batch.retryAll();\n    }\n};\nexport default worker satisfies ExportedHandler;\n',
      'a.ts',
    );
    check(
      'export default {};\n',
      lacks('fetch'),
      'Add a `fetch` handler',
      "export default { async fetch() {\n  return new Response('Not found', { status: 404 });\n} };\n",
    );
  });

  it('is added to the class that sets an alarm', () => {
    const start =
      "import { DurableObject } from 'cloudflare:workers';\nexport class Job extends DurableObject {\n  async fetch() {\n    await this.ctx.storage.setAlarm(1);\n  }\n";
    check(
      `${start}}\nexport class Other extends DurableObject {}\n`,
      ALARM,
      'Add `alarm()` to the class `Job`',
      `${start}\n  async alarm() {\n    throw new Error('Not implemented');\n  }\n}\nexport class Other extends DurableObject {}\n`,
    );
  });

  it('is not added where it may be, or where nobody knows what it does', () => {
    for (const [source, message] of [
      ['export default { ...base };', lacks('queue')],
      ['export default { queue };', lacks('queue')],
      ['export default app();', lacks('queue')],
      ["export { default } from './app';", lacks('queue')],
      ['export default {};', lacks('email')],
      ['export default {};', lacks('constructor')],
      ['export default {};', ''],
      [
        "import { DurableObject } from 'cloudflare:workers';\nexport class A extends DurableObject { a() { setAlarm(); } }",
        ALARM,
      ],
      ['export class A extends Base { a() { this.ctx.storage.setAlarm(1); } }', ALARM],
    ] as const) {
      checkNoProjectFix(handlerMissing, { modules: { 'a.js': source } }, message);
    }
    checkNoProjectFix(handlerMissing, {}, lacks('fetch'));
  });
});
