/**
 * `npm run inventory -- <folder>`: prints the texts of a checkout of workerd that the inventory lacks, each as a
 * line for a `.tsv`. Nothing of the checkout is kept.
 */
import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { readInventory, UNKNOWN } from './inventory.ts';
import { lackingTexts, textsOf } from './lackingTexts.ts';

const [checkout] = process.argv.slice(2);
if (checkout === undefined) throw new Error('Usage: npm run inventory -- <checkout of workerd>');

const folder = path.join(checkout, 'src');
const inventory = [...(await readInventory()).values()].flat();
const names = (await readdir(folder, { recursive: true })).map((name) =>
  name.split(path.sep).join('/'),
);
const sources = names.filter((name) => textsOf(name) !== undefined).sort();
let count = 0;
for (const name of sources) {
  const source = await readFile(path.join(folder, name), 'utf8');
  for (const { file, line, text, isWarning } of lackingTexts(name, source, inventory)) {
    count++;
    const said = text.replaceAll('\n', '\\n').replaceAll('\t', ' ');
    console.log(`# ${file}:${line}\n${file}${isWarning ? ' warn' : ''}\t${said}\t${UNKNOWN}`);
  }
}
console.error(`${count} texts of ${sources.length} sources are not in the inventory.`);
