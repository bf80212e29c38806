import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

/**
 * Gives an editor a display language. It takes none without a language pack, and notes packs that are
 * installed from its gallery in `languagepacks.json`; this one translates nothing of the editor itself.
 *
 * @param data the editor's folder of user data.
 */
export async function addLanguagePack(language: string, data: string): Promise<void> {
  const texts = path.join(data, `language-pack-${language}.json`);
  await mkdir(data, { recursive: true });
  await writeFile(texts, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: language,
    extensions: [
      { extensionIdentifier: { id: `test.language-pack-${language}` }, version: '1.0.0' },
    ],
    translations: { vscode: texts },
  };
  await writeFile(path.join(data, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}
