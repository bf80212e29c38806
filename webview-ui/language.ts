import { t, useLanguage, type Texts } from '../extension/shared/l10n.ts';
import { TEXTS_ID } from '../extension/shared/pageTexts.ts';

/**
 * The page's door to translated texts. They came with the page, so they are told here, before any module
 * that imports this one makes its first text.
 */
export { t };

// Unit tests have no document, and read English.
if (typeof document !== 'undefined') {
  const json = document.getElementById(TEXTS_ID)?.textContent;
  const texts = json === undefined ? undefined : (JSON.parse(json) as Texts); // of the host
  useLanguage(document.documentElement.lang, texts);
}
