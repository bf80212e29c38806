import * as path from 'node:path';
import Mocha from 'mocha';

/** Called inside the extension host. The tests are bundled beside this file: `integration.test.ts`. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, reporter: 'spec', color: false });
  mocha.addFile(path.join(__dirname, 'openSession.cjs'));
  mocha.addFile(path.join(__dirname, 'session.cjs'));
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
