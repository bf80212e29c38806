import { t } from '../../shared/l10n.ts';
import { namespaceOf, type Meaning } from './catalog.ts';
import { section, type CodeLink, type Page } from './page.ts';

/** All meanings of one number, and what would decide between them. */
export function meaningsPage(said: string, meanings: readonly Meaning[]): Page {
  return {
    title: t('{0} has {1} meanings', said, meanings.length),
    blocks: [
      {
        kind: 'lead',
        text: t('The number alone does not tell which. What stands beside it does.'),
      },
      ...meanings.flatMap(({ code, entry }) => {
        const { name, evidence } = namespaceOf(code);
        return section(
          entry.title,
          { kind: 'code', code, note: name },
          { kind: 'text', text: entry.meaning },
          { kind: 'facts', rows: [[t('This is the one if'), evidence]] },
          {
            kind: 'links',
            items: [linkWith(code, meanings)],
          },
        );
      }),
    ],
  };
}

/** To the whole of one meaning, and to its comparison with another one of the number. */
function linkWith(code: string, meanings: readonly Meaning[]): CodeLink {
  const other = meanings.find((each) => each.code !== code);
  const link = { code, title: t('Explain this code') };
  return other === undefined ? link : { ...link, compareWith: other.code };
}
