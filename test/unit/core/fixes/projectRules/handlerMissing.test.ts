import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { handlerMissing } from '../../../../../extension/core/fixes/projectRules/handlerMissing.ts';
import { checkNoProjectFix, checkProjectFix, projectOf } from '../../../../support/projectFixes.ts';

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
      'export default {\n  async fetch() {},\n} satisfies ExportedHandler;\n',
      'Handler does not export an email() function.',
      'Add an `email` handler',
      "export default {\n  async fetch() {},\n  async email(message: ForwardableEmailMessage) {\n    message.setReject('Not implemented');\n  },\n} satisfies ExportedHandler;\n",
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

  describe('in a class that extends another', () => {
    const IMPORT = "import { DurableObject } from 'cloudflare:workers';\n";
    const set = 'hello() {\n    this.ctx.storage.setAlarm(1);\n  }';
    const ring = "async alarm() {\n    throw new Error('Not implemented');\n  }";
    const offered = (modules: Record<string, string>, config?: string) =>
      handlerMissing
        .propose(projectOf({ modules, ...(config === undefined ? {} : { config }) }), ALARM)
        .map(({ title }) => title);

    it('is added to the class that sets the alarm', () => {
      check(
        `${IMPORT}class Timed extends DurableObject {\n  ${set}\n}\nexport class Job extends Timed {}\nexport class Task extends Timed {}\n`,
        ALARM,
        'Add `alarm()` to the class `Timed`',
        `${IMPORT}class Timed extends DurableObject {\n  ${set}\n\n  ${ring}\n}\nexport class Job extends Timed {}\nexport class Task extends Timed {}\n`,
      );
      check(
        `${IMPORT}class Timed extends DurableObject {}\nexport class Job extends Timed {\n  ${set}\n}\n`,
        ALARM,
        'Add `alarm()` to the class `Job`',
        `${IMPORT}class Timed extends DurableObject {}\nexport class Job extends Timed {\n  ${set}\n\n  ${ring}\n}\n`,
      );
    });

    it('is added to the one class that lacks it', () => {
      const classes = `${IMPORT}class Timed extends DurableObject {\n  ${set}\n}\nexport class Job extends Timed {}\nexport class Task extends Timed {\n  alarm() {}\n}\n`;
      assert.deepEqual(offered({ 'a.js': classes }), ['Add `alarm()` to the class `Job`']);
    });

    it('is added in the module of the class', () => {
      const modules = {
        'a.js': "import { Timed } from './timed';\nexport class Job extends Timed {}\n",
        'timed.js': `${IMPORT}export class Timed extends DurableObject {\n  ${set}\n}\n`,
      };
      checkProjectFix(
        handlerMissing,
        { modules },
        'Add `alarm()` to the class `Timed`',
        `${IMPORT}export class Timed extends DurableObject {\n  ${set}\n\n  ${ring}\n}\n`,
        'timed.js',
        ALARM,
      );
    });

    it('is not added where it is inherited, or is in what extends the class', () => {
      const timed = `${IMPORT}export class Timed extends DurableObject {\n  ${set}\n`;
      assert.deepEqual(
        [
          { 'a.js': `${timed}  alarm() {}\n}\nexport class Job extends Timed {}\n` },
          { 'a.js': `${timed}}\nexport class Job extends Timed {\n  alarm = () => {};\n}\n` },
          {
            'a.js': `import { Timed } from './timed';\nexport class Job extends Timed {\n  ${set}\n}\n`,
            'timed.js': `${timed}  alarm() {}\n}\n`,
          },
          {
            'a.js': `import { Server } from 'server';\nexport class Job extends Server {\n  ${set}\n}\n`,
          },
          { 'a.js': `class Job extends Job {\n  ${set}\n}\n` },
        ].flatMap((modules) => offered(modules)),
        [],
      );
    });

    it('is added to a bound class in spite of what extends it', () => {
      const classes = `${IMPORT}export class Job extends DurableObject {\n  ${set}\n}\nexport class Task extends Job {\n  alarm() {}\n}\n`;
      const config =
        '{ "durable_objects": { "bindings": [{ "name": "JOB", "class_name": "Job" }] } }';
      assert.deepEqual(offered({ 'a.js': classes }), []);
      assert.deepEqual(offered({ 'a.js': classes }, config), ['Add `alarm()` to the class `Job`']);
    });
  });

  it('is not added where it may be, or where nobody knows what it does', () => {
    for (const [source, message] of [
      ['export default { ...base };', lacks('queue')],
      ['export default { queue };', lacks('queue')],
      ['export default app();', lacks('queue')],
      ["export { default } from './app';", lacks('queue')],
      ['export default { email };', lacks('email')],
      ['export default {};', lacks('tailStream')],
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
