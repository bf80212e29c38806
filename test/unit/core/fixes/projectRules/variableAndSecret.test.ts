import { describe, it } from 'node:test';
import { variableAndSecret } from '../../../../../extension/core/fixes/projectRules/variableAndSecret.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

const used = (name: string) => `Binding name '${name}' already in use.`;

describe('a variable with the name of a secret', () => {
  it('is removed', () => {
    checkProjectFix(
      variableAndSecret,
      { config: '[vars]\nKEY = "" # a secret\nHOST = "x"\n', configFile: 'wrangler.toml' },
      'Remove the variable `KEY`, which is a secret now',
      '[vars]\nHOST = "x"\n',
      'wrangler.toml',
      used('KEY'),
    );
    checkProjectFix(
      variableAndSecret,
      {
        config: '{\n  "env": {\n    "live": { "vars": { "HOST": "x", "KEY": "" } },\n  },\n}',
        environment: 'live',
      },
      'Remove the variable `KEY`, which is a secret now',
      '{\n  "env": {\n    "live": { "vars": { "HOST": "x" } },\n  },\n}',
      'wrangler.jsonc',
      used('KEY'),
    );
  });

  it('is removed when it was to be deleted as a secret', () => {
    const absent = "Binding 'KEY' not found. [code: 10056]";
    checkProjectFix(
      variableAndSecret,
      { config: '[vars]\nKEY = "1"\nHOST = "x"\n', configFile: 'wrangler.toml' },
      'Remove the variable `KEY`, which is not a secret',
      '[vars]\nHOST = "x"\n',
      'wrangler.toml',
      absent,
    );
    // A name that differs is one of the command, and nothing here can mend that.
    checkNoProjectFix(variableAndSecret, { config: '{ "vars": { "KEYS": "1" } }' }, absent);
    checkNoProjectFix(
      variableAndSecret,
      { config: '{ "secrets": { "required": ["KEYS"] } }' },
      absent,
    );
  });

  it('is not removed when it is another thing, or in another environment', () => {
    const config = '{ "kv_namespaces": [{ "binding": "KEY" }], "vars": { "HOST": "x" } }';
    checkNoProjectFix(variableAndSecret, { config }, used('KEY'));
    checkNoProjectFix(variableAndSecret, { config }, used('GONE'));
    checkNoProjectFix(variableAndSecret, { config }, '');
    const live = '{ "vars": { "KEY": "" }, "env": { "live": {} } }';
    checkNoProjectFix(variableAndSecret, { config: live, environment: 'live' }, used('KEY'));
    checkNoProjectFix(variableAndSecret, {}, used('KEY'));
  });
});
