import { t } from '../../shared/l10n.ts';
import type { CopiedRequest } from './copiedRequest.ts';

/**
 * What a copied request lacks, each a line for a comment. A shell that knows no comments at its prompt, as zsh, would
 * run them: nothing but letters, digits and a little punctuation is left in them.
 *
 * @param masked names of parameters that were masked in the address. @param body how one would be added.
 */
export function requestNotes(
  { leftOut, redacted, lacksBody }: CopiedRequest,
  masked: readonly string[],
  body: string,
): readonly string[] {
  const notes: string[] = [];
  const secrets = [...leftOut, ...masked].join(', ');
  if (secrets !== '') notes.push(t('Left out, because they may be secret: {0}', secrets));
  if (redacted.length > 0) {
    notes.push(t('Cloudflare has taken out the values of: {0}', redacted.join(', ')));
  }
  if (lacksBody) notes.push(t('A tail has no request body: add it with {0}', body));
  return notes.map((note) => note.replace(/[^\p{L}\p{N} ,.:_-]/gu, ' '));
}
