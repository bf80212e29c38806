import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { repository } from '../support/repository.ts';

export interface Theme {
  /** Classes that the editor gives to the body. */
  readonly body: string;
  /** Custom properties that the editor gives to the document, by name. */
  readonly tokens: Readonly<Record<string, string>>;
}

/** What the setting `workbench.colorTheme` calls them. */
export const THEME_IDS = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;
export type ThemeName = keyof typeof THEME_IDS;

export const themesFile = path.join(repository, 'test/webview/themes.json');

/** As recordThemes.ts found them in VS Code 1.139. */
export function readThemes(): Readonly<Record<ThemeName, Theme>> {
  return JSON.parse(readFileSync(themesFile, 'utf8')) as Record<ThemeName, Theme>; // written by recordThemes.ts
}

/** The names of the editor's tokens in the text of a style or script. */
export function tokensIn(text: string): string[] {
  return [...new Set(text.match(/--vscode-[\w-]+/g))].sort();
}
