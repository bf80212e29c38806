import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { durableObjectClass } from '../../../../../extension/core/fixes/projectRules/durableObjectClass.ts';
import {
  checkNoProjectFix,
  checkProjectFix,
  type ProjectFiles,
} from '../../../../support/projectFixes.ts';

const BINDING = '"durable_objects": { "bindings": [{ "name": "ROOMS", "class_name": "Room" }] }';
const MIGRATION = '"migrations": [{ "tag": "v1", "new_sqlite_classes": ["Room"] }]';
const CONFIG = `{\n  ${BINDING},\n  ${MIGRATION}\n}\n`;
const IMPORT = "import { DurableObject } from 'cloudflare:workers';\n";
const ROOM = `${IMPORT}// A room.\nexport class Room extends DurableObject {}\n`;

const check = (
  files: ProjectFiles,
  title: string,
  after: string,
  file?: string,
  message?: string,
) => checkProjectFix(durableObjectClass, files, title, after, file, message);

describe('the class of a Durable Object', () => {
  it('is exported where the entry declares it', () => {
    const source = `${IMPORT}// A room.\nclass Room extends DurableObject {}\nexport default {};\n`;
    const files = { config: CONFIG, modules: { 'src/index.ts': source } };
    const fix = check(
      files,
      'Export the class `Room`',
      source.replace('class', 'export class'),
      'src/index.ts',
    );
    assert.equal(fix.safety, 'safe');
  });

  it('is exported from the module that has it, as the entry imports', () => {
    const title = 'Export the class `Room` of src/objects/room.ts from src/index.ts';
    const cases: readonly (readonly [string, string])[] = [
      [
        `import { a } from "./a";\n\nexport default {};\n`,
        `import { a } from "./a";\nexport { Room } from "./objects/room";\n\nexport default {};\n`,
      ],
      [
        `import { a } from './a.js' // a\nexport default {}\n`,
        `import { a } from './a.js' // a\nexport { Room } from './objects/room.js'\nexport default {}\n`,
      ],
      [
        `export { a } from './a.ts';\r\nexport default {};\r\n`,
        `export { a } from './a.ts';\r\nexport { Room } from './objects/room.ts';\r\nexport default {};\r\n`,
      ],
      [
        `// The Worker.\nexport default {};\n`,
        `// The Worker.\nexport { Room } from "./objects/room";\n\nexport default {};\n`,
      ],
    ];
    for (const [source, after] of cases) {
      const modules = { 'src/index.ts': source, 'src/objects/room.ts': ROOM };
      check({ config: CONFIG, modules }, title, after, 'src/index.ts');
    }
  });

  it('is bound by the name that the source gives it', () => {
    const config = CONFIG.replace('"class_name": "Room"', '"class_name": "room"');
    check(
      { config, modules: { 'index.ts': ROOM } },
      'Bind the class `Room`, as the source names it',
      CONFIG,
    );
  });

  it('gets a migration with a tag of its own', () => {
    const config = `[[durable_objects.bindings]]\nname = "ROOMS"\nclass_name = "Room"\n\n[[migrations]]\ntag = "v2"\nnew_classes = ["Old"]\n`;
    check(
      { config, configFile: 'wrangler.toml', modules: { 'index.ts': ROOM } },
      'Add a migration for `Room` to wrangler.toml',
      `${config}\n[[migrations]]\ntag = "v3"\nnew_sqlite_classes = ["Room"]\n`,
    );
  });

  it('that live objects depend on may have been renamed', () => {
    const config = `{\n  ${BINDING},\n  "migrations": [{ "tag": "v1", "new_sqlite_classes": ["Hall"] }]\n}\n`;
    check(
      { config, modules: { 'index.ts': ROOM } },
      'Add a migration that renames `Hall` to `Room` to wrangler.jsonc',
      config.replace(
        '}]\n}',
        '}, { "tag": "v2", "renamed_classes": [{ "from": "Hall", "to": "Room" }] }]\n}',
      ),
      'wrangler.jsonc',
      "New version of script does not export class 'Hall' which is depended on by existing Durable Objects.",
    );
  });

  it('is left alone where nothing is missing', () => {
    const modules = { 'index.ts': ROOM };
    const other = CONFIG.replace('"class_name"', '"script_name": "other", "class_name"');
    const cases: readonly ProjectFiles[] = [
      { config: CONFIG, modules },
      { config: other, modules: { 'index.ts': 'export default {};' } },
      { config: CONFIG, modules: { 'index.ts': `export * from './room';` } },
      { config: CONFIG, modules: { 'index.ts': `export { Room } from 'library';` } },
      { config: CONFIG, modules: { 'index.ts': `${ROOM.replace('export ', '')}export { Room };` } },
      { config: `{ ${BINDING}, "exports": {} }`, modules },
      { config: `{ "workflows": [{ "class_name": "Flow", "binding": "F" }] }`, modules },
      { modules },
      { config: CONFIG },
    ];
    for (const files of cases) checkNoProjectFix(durableObjectClass, files);
  });

  it('is not sought in two places, and gets no migration for an internal error', () => {
    const modules = { 'index.ts': 'export default {};', 'a.ts': ROOM, 'b.ts': ROOM };
    checkNoProjectFix(durableObjectClass, { config: CONFIG, modules });
    checkNoProjectFix(
      durableObjectClass,
      { config: `{ ${BINDING} }`, modules: { 'index.ts': ROOM } },
      'internal error; reference = a1',
    );
  });
});
