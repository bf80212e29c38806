import { glob, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Texts } from '../../extension/shared/l10n.ts';
import { repository } from './repository.ts';

/** The texts of host and page, by the language's tag: a language is there when its file is. */
export function bundles(): Promise<Map<string, Texts>> {
  return translations('l10n/bundle.l10n.*.json');
}

/** The texts of the manifest, by the language's tag. */
export function manifests(): Promise<Map<string, Texts>> {
  return translations('package.nls.*.json');
}

export async function readTexts(file: string): Promise<Texts> {
  return JSON.parse(await readFile(path.join(repository, file), 'utf8')) as Texts; // this repository's own
}

/** @param pattern has one `*`, which stands for the tag. */
async function translations(pattern: string): Promise<Map<string, Texts>> {
  const found = new Map<string, Texts>();
  const [before = '', after = ''] = path.basename(pattern).split('*');
  for await (const file of glob(pattern, { cwd: repository })) {
    found.set(path.basename(file).slice(before.length, -after.length), await readTexts(file));
  }
  return found;
}
