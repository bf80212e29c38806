/** `npm run bench`: every benchmark in a process of its own; `npm run bench framing` runs one. */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

const BENCHES = [
  'framing',
  'kept',
  'catalog',
  'problems',
  'sourceMaps',
  'actions',
  'workspace',
  'latency',
];
const wanted = process.argv.slice(2);
for (const name of BENCHES.filter((each) => wanted.length === 0 || wanted.includes(each))) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, `${name}.ts`)], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
