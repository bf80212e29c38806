import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import Mocha from 'mocha';

/**
 * What the editor calls inside the extension host; bundled to one CommonJS file, with the tests beside it in
 * `suite/`; INTEGRATION_ONLY chooses some by words of their names. The counts go to the file that INTEGRATION_RESULT names.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, reporter: 'spec', color: false });
  const only = process.env.INTEGRATION_ONLY;
  if (only !== undefined) mocha.grep(new RegExp(only));
  const suite = path.join(__dirname, 'suite');
  for (const file of readdirSync(suite).sort()) mocha.addFile(path.join(suite, file));

  let passed = 0;
  let failed = 0;
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', () => passed++)
      .on('fail', () => failed++)
      // A test that was skipped did not pass.
      .on('pending', () => failed++);
  });
  const file = process.env.INTEGRATION_RESULT;
  if (file === undefined) throw new Error('INTEGRATION_RESULT names no file.');
  await writeFile(file, JSON.stringify({ passed, failed }));
  if (failed > 0) throw new Error(`${failed} tests failed.`);
}
