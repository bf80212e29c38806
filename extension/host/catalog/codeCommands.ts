import {
  meaningOf,
  meaningsOfNumber,
  numberOf,
  uniqueMeanings,
  type Meaning,
} from '../../core/catalog/catalog.ts';
import { COMPARISONS } from '../../core/catalog/comparison.ts';
import { meaningsOf } from '../../core/catalog/searchCatalog.ts';
import { t } from '../../shared/l10n.ts';
import type { CodePages } from './codePages.ts';
import { pickCode } from './pickCode.ts';

/**
 * @param argument a code (`ws:1006`), a number, a message or the output of curl; or a list of codes, all of
 *   which are shown. Without it, or when nothing is known of it, the user searches.
 */
export async function explainCode(argument: unknown, pages: CodePages): Promise<void> {
  const said = sayings(argument);
  const meanings = uniqueMeanings(said.flatMap((each) => meaningsOf(each)?.meanings ?? []));
  const chosen =
    meanings.length > 0
      ? meanings
      : await pickCode({
          title: t('Explain Error Code'),
          placeholder: t('A number, words, or a whole message or answer of curl'),
          value: said.join(' '),
          several: true,
        });
  if (chosen !== undefined) pages.explain(chosen);
}

/** @param argument two codes; what is missing or not known is asked for. */
export async function compareCodes(argument: unknown, pages: CodePages): Promise<void> {
  const known = sayings(argument).flatMap((each) => {
    const meanings = meaningsOf(each)?.meanings ?? [];
    return meanings.length === 1 ? meanings : [];
  });
  const left = known[0] ?? (await pickOne(t('Compare: the first code'), mostCompared()));
  if (left === undefined) return;
  const right =
    known[1] ?? (await pickOne(t('Compare {0} with', left.code), oftenComparedWith(left)));
  if (right !== undefined) pages.compare(left, right);
}

async function pickOne(
  title: string,
  suggestions: readonly Meaning[],
): Promise<Meaning | undefined> {
  const placeholder = t('A number, words, or a whole message or answer of curl');
  const chosen = await pickCode({ title, placeholder, suggestions, several: false });
  return chosen?.[0];
}

function mostCompared(): readonly Meaning[] {
  return toMeanings(COMPARISONS.flatMap(({ keys }) => keys));
}

/** Pairs that somebody wrote about, then the same number, then what is related. */
function oftenComparedWith({ code, entry }: Meaning): readonly Meaning[] {
  const written = COMPARISONS.filter(({ keys }) => keys.includes(entry.key)).flatMap(
    ({ keys }) => keys,
  );
  const number = numberOf(code);
  const same = number === undefined ? [] : meaningsOfNumber(number);
  return uniqueMeanings([...toMeanings(written), ...same, ...toMeanings(entry.related)]).filter(
    (each) => each.entry.key !== entry.key,
  );
}

function toMeanings(codes: readonly string[]): Meaning[] {
  return uniqueMeanings(codes.flatMap((code) => meaningOf(code) ?? []));
}

function sayings(argument: unknown): (string | number)[] {
  const list: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  return list.filter((each) => typeof each === 'string' || typeof each === 'number');
}
