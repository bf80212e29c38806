import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EntryModules, EntrySource } from '../../../../extension/core/errors/entrySource.ts';
import { findFunction } from '../../../../extension/core/errors/functionFinder.ts';

const source = (display: string, text: string): EntrySource => ({
  file: `/p/${display}`,
  display,
  text,
});

function worker(files: Record<string, string>): EntryModules {
  const open = (name: string) => {
    const text = files[name];
    return Promise.resolve(text === undefined ? undefined : source(name, text));
  };
  return {
    environment: undefined,
    entry: () => open('index.ts'),
    imported: (specifier) => open(`${specifier.replace('./', '')}.ts`),
    configuration: () => Promise.resolve(undefined),
  };
}

/** The text from where the function is found, to the end of its line. */
async function found(name: string, files: Record<string, string>): Promise<string | undefined> {
  const at = await findFunction(worker(files), name);
  return at && `${at.source.display}: ${at.source.text.slice(at.offset).split('\n')[0] ?? ''}`;
}

const CLASSES = `class Room {
  constructor() {}
  join() {}
  static open = () => {};
}
const routes = {
  list() {},
  remove: function () {},
};
const addCors = (response) => response;
export function handle() {}
`;

const named: [name: string, found: string][] = [
  ['handle', 'index.ts: function handle() {}'],
  ['addCors', 'index.ts: (response) => response;'],
  ['Room.join', 'index.ts: join() {}'],
  ['new Room', 'index.ts: constructor() {}'],
  ['Room.open', 'index.ts: () => {};'],
  ['Object.list', 'index.ts: list() {},'],
  ['Object.remove', 'index.ts: function () {},'],
  ['list', 'index.ts: list() {},'],
];

describe('the function that a frame names', () => {
  for (const [name, expected] of named) {
    it(`is found for ${name}`, async () => {
      assert.equal(await found(name, { 'index.ts': CLASSES }), expected);
    });
  }

  it('is found in a module that the entry imports', async () => {
    const files = {
      'index.ts': "import './cors';",
      'cors.ts': 'export const other = 1;\nexport function addCors() {}',
    };
    assert.equal(await found('addCors', files), 'cors.ts: function addCors() {}');
  });

  for (const [name, reason] of [
    ['Hall.join', 'another class'],
    ['gone', 'no function'],
    ['Room.list', 'a method of an object'],
    ['<anonymous>', 'no name'],
  ] as const) {
    it(`is not known for ${name}, ${reason}`, async () => {
      assert.equal(await found(name, { 'index.ts': CLASSES }), undefined);
    });
  }

  it('is not known when two have the name', async () => {
    const files = {
      'index.ts': "import './other';\nfunction run() {}",
      'other.ts': 'function run() {}',
    };
    assert.equal(await found('run', files), undefined);
  });
});
