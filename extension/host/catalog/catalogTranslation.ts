import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { translateCatalog } from '../../core/catalog/catalog.ts';
import { parseTranslation } from '../../core/catalog/catalogTranslation.ts';
import type { Log } from '../../shared/log.ts';

/** Reads `l10n/catalog.<language>.json`; a language without that file gets the English texts. */
export async function loadCatalogTranslation(extension: vscode.Uri, log: Log): Promise<void> {
  const { language } = vscode.env;
  if (language === 'en' || language.startsWith('en-')) return;
  const file = vscode.Uri.joinPath(extension, 'l10n', `catalog.${language}.json`);
  try {
    translateCatalog(parseTranslation(JSON.parse(await readFile(file.fsPath, 'utf8'))));
  } catch (error) {
    log.info(`The error catalog is shown in English: ${String(error)}`);
  }
}
