import * as vscode from 'vscode';
import { namespaceOf, type Meaning } from '../../core/catalog/catalog.ts';
import { searchCatalog } from '../../core/catalog/searchCatalog.ts';
import { t } from '../../shared/l10n.ts';

interface CodeItem extends vscode.QuickPickItem {
  /** One code, or all meanings of a number; none for what only says something. */
  readonly meanings: readonly Meaning[];
}

/** The list is for reading: who needs more types more. */
const MAX_ITEMS = 200;

export interface PickCodeOptions {
  readonly title: string;
  readonly placeholder: string;
  /** Typed already. */
  readonly value?: string;
  /** Shown first while nothing is typed. */
  readonly suggestions?: readonly Meaning[];
  /** Whether all meanings of a number may be chosen at once. */
  readonly several: boolean;
}

/**
 * Search by number, by words, or by a whole message or answer of curl.
 *
 * @returns undefined when the user gives up.
 */
export async function pickCode(options: PickCodeOptions): Promise<readonly Meaning[] | undefined> {
  const pick = vscode.window.createQuickPick<CodeItem>();
  pick.title = options.title;
  pick.placeholder = options.placeholder;
  pick.value = options.value ?? '';
  // The message to paste is mostly in another window.
  pick.ignoreFocusOut = true;
  const update = (): void => {
    pick.items = itemsFor(pick.value, options);
  };
  update();
  pick.onDidChangeValue(update);
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => {
        // Who types fast accepts an item that a newer list has replaced: then the best of that list is meant.
        const chosen =
          pick.selectedItems[0] ?? pick.items.find(({ meanings }) => meanings.length > 0);
        if (chosen !== undefined && chosen.meanings.length > 0) resolve(chosen.meanings);
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function itemsFor(query: string, { suggestions = [], several }: PickCodeOptions): CodeItem[] {
  const { finding, entries } = searchCatalog(query);
  const found = finding?.meanings ?? [];
  const first = query.trim() === '' ? suggestions : found;
  const items: CodeItem[] = [];
  if (finding !== undefined && found.length === 0) {
    items.push(says(t('The catalog has no entry for {0}', finding.said)));
  }
  if (first.length > 0) items.push(separator(t('Suggested')));
  if (several && found.length > 1) {
    items.push({
      label: t('All meanings of {0}', finding?.said ?? ''),
      description: found.map(({ code }) => code).join(' · '),
      alwaysShow: true,
      meanings: found,
    });
  }
  items.push(...first.map(itemOf));
  if (first.length > 0 && entries.length > 0) items.push(separator(t('Other codes')));
  const shown = new Set(first.map(({ code }) => code));
  items.push(
    ...entries
      .filter(({ code }) => !shown.has(code))
      .slice(0, MAX_ITEMS)
      .map(itemOf),
  );
  return items.length > 0
    ? items
    : [says(t('Nothing in the catalog has these words. Try the number, or fewer words.'))];
}

function itemOf(meaning: Meaning): CodeItem {
  const { code, entry } = meaning;
  return {
    label: code,
    description: entry.title.replaceAll('`', ''),
    detail: `${namespaceOf(code).name} · ${entry.meaning.replaceAll('`', '')}`,
    // The editor would hide what does not begin like the query: the search has decided already.
    alwaysShow: true,
    meanings: [meaning],
  };
}

function says(label: string): CodeItem {
  return { label: `$(info) ${label}`, alwaysShow: true, meanings: [] };
}

function separator(label: string): CodeItem {
  return { label, kind: vscode.QuickPickItemKind.Separator, meanings: [] };
}
