import type { Texts } from './l10n.ts';

/** Id of the element that brings the translations into the page. */
export const TEXTS_ID = 'texts';

/**
 * The element: a block of data, which no browser runs, so the page's policy stays as strict as it is.
 * Nothing when there is no translation.
 *
 * @see https://html.spec.whatwg.org/multipage/scripting.html#data-block
 */
export function textsElement(texts: Texts | undefined): string {
  if (texts === undefined) return '';
  // A `<` could end the element, or begin a comment in it.
  const json = JSON.stringify(texts).replaceAll('<', '\\u003c');
  return `<script id="${TEXTS_ID}" type="application/json">${json}</script>`;
}
