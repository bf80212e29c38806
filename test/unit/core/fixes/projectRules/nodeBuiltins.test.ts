import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nodeBuiltins } from '../../../../../extension/core/fixes/projectRules/nodeBuiltins.ts';
import {
  checkNoProjectFix,
  checkProjectFix,
  fileAfter,
  type ProjectFiles,
  projectOf,
} from '../../../../support/projectFixes.ts';

const missing = (name: string) =>
  `Uncaught Error: No such module "${name}".\n  imported from "index.js"`;
const ADD = 'Add `nodejs_compat` to the compatibility flags';

const check = (files: ProjectFiles, title: string, after: string, name = 'node:fs') =>
  checkProjectFix(nodeBuiltins, files, title, after, undefined, missing(name)).safety;

describe('a module of Node.js that is not there', () => {
  it('is there with the flag', () => {
    const toml = 'name = "a"\ncompatibility_date = "2026-01-01" # today\n\n[vars]\nA = "1"\n';
    assert.equal(
      check(
        { config: toml, configFile: 'wrangler.toml' },
        ADD,
        toml.replace('# today\n', '# today\ncompatibility_flags = ["nodejs_compat"]\n'),
      ),
      'safe',
    );
    const flags = (list: string) =>
      `{ "compatibility_date": "2026-01-01", "compatibility_flags": [${list}] }`;
    check({ config: flags('"a"') }, ADD, flags('"a", "nodejs_compat"'), 'node:fs/promises');
  });

  it('needs a later date, which is for the user to judge', () => {
    const old = (date: string, more = '') => `{\n  "compatibility_date": "${date}"${more}\n}`;
    const flag = ',\n  "compatibility_flags": ["nodejs_compat"]';
    assert.equal(
      check(
        { config: old('2024-01-01') },
        'Add `nodejs_compat` and set `compatibility_date` to 2024-09-23',
        old('2024-09-23', flag),
      ),
      'review',
    );
    check(
      { config: old('2024-01-01', flag) },
      'Set `compatibility_date` to 2024-09-23',
      old('2024-09-23', flag),
    );
  });

  it('is written where the environment has its flags', () => {
    const env = (flags: string) =>
      `{ "compatibility_date": "2026-01-01", "env": { "test": { "compatibility_flags": [${flags}] } } }`;
    check({ config: env('"a"'), environment: 'test' }, ADD, env('"a", "nodejs_compat"'));
  });

  it('has a prefix, in every module that imports it', () => {
    const config =
      '{ "compatibility_date": "2026-01-01", "compatibility_flags": ["nodejs_compat"] }';
    const files = {
      config,
      modules: {
        'a.js': 'import { readFileSync } from \'fs\';\nimport p from "path";\n',
        'b.js': 'const fs = require("fs");\nconst own = await import("fs");\n',
        'c.js': 'function a(require) { require("fs"); }\n',
      },
    };
    const [fix, ...more] = nodeBuiltins.propose(projectOf(files), missing('fs'));
    assert.ok(fix);
    assert.equal(fix.title, 'Import `node:fs` instead of `fs`');
    assert.equal(more.length, 0);
    assert.deepEqual(
      fix.elsewhere?.map(({ file }) => file),
      ['a.js', 'b.js'],
    );
    assert.match(fileAfter(files, fix, 'a.js'), /from 'node:fs';\nimport p from "path"/);
    assert.match(fileAfter(files, fix, 'b.js'), /require\("node:fs"\)[^]*import\("node:fs"\)/);
  });

  it('is none, or is not wanted', () => {
    const config = '{ "compatibility_date": "2026-01-01" }';
    for (const name of ['./fs', 'helper.js', 'lodash', 'node:nothing', 'cloudflare:fs']) {
      checkNoProjectFix(nodeBuiltins, { config }, missing(name));
    }
    const flags = (flag: string) =>
      `{ "compatibility_date": "2026-01-01", "compatibility_flags": ["${flag}"] }`;
    checkNoProjectFix(nodeBuiltins, { config: flags('nodejs_compat') }, missing('node:fs'));
    checkNoProjectFix(nodeBuiltins, { config: flags('no_nodejs_compat') }, missing('node:fs'));
    checkNoProjectFix(nodeBuiltins, {}, missing('node:fs'));
    checkNoProjectFix(nodeBuiltins, { config }, '');
  });
});
