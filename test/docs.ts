/** `npm run docs`: writes the pages of `docs/errors` from the catalog. A test fails when they are stale. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { errorPages } from './support/errorPages.ts';
import { repository } from './support/repository.ts';

const folder = path.join(repository, 'docs/errors');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [name, text] of await errorPages()) await writeFile(path.join(folder, name), text);
