import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonOf } from '../../../../extension/core/tail/buildFailure.ts';

test('of a command that failed its own words are kept, and wrangler’s sentence, not the caught error', () => {
  const output = `[custom build] Running: make
[custom build] src/index.ts:3: no such thing
[custom build]
✘ [ERROR] k [Error]: Process exited with non-zero status (3)
      at I2._waitForOutput (cli.js:1:1) {
    result: I {
      _aborted: false,
    },
  }
✘ [ERROR] Running custom build \`make\` failed. There are likely more logs from your build command above.
`;
  assert.equal(
    reasonOf(output),
    `[custom build] Running: make
[custom build] src/index.ts:3: no such thing
✘ [ERROR] Running custom build \`make\` failed. There are likely more logs from your build command above.`,
  );
});

test('words that come late are told once', () => {
  const output = '✘ [ERROR] It failed.\n[custom build] late\n';
  assert.equal(reasonOf(output), '[custom build] late\n✘ [ERROR] It failed.');
});

test('all is kept when there is no command, or wrangler says nothing', () => {
  const ofBundler = '✘ [ERROR] Build failed with 1 error:\n  ✘ [ERROR] Could not resolve "x"\n';
  assert.equal(reasonOf(ofBundler), ofBundler.trim());
  const crash = '[custom build] done\nnode:internal\nError: boom\n';
  assert.equal(reasonOf(crash), crash.trim());
});
