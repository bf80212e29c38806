import { insertBefore } from './codeLayout.ts';
import type { EditBuilder } from './editBuilder.ts';
import { quoted } from './codeStyle.ts';
import { endOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** Imports the name, with what is imported from the same module already. False for a script. */
export function addImport(
  edits: EditBuilder,
  tree: SyntaxTree,
  name: string,
  from: string,
): boolean {
  const { body } = tree.program;
  const imports = body.filter((statement) => statement.type === 'ImportDeclaration');
  for (const { source, specifiers, importKind } of imports) {
    const last = specifiers.at(-1);
    if (source.value !== from || importKind === 'type' || last?.type !== 'ImportSpecifier')
      continue;
    edits.insert(endOf(last), `, ${name}`);
    return true;
  }
  const isModule = body.some(({ type }) => type.startsWith('Import') || type.startsWith('Export'));
  const anchor = imports[0] ?? body[0];
  if (!isModule || anchor === undefined) return false;
  const isFirst = imports.length === 0;
  insertBefore(edits, tree, anchor, `import { ${name} } from ${quoted(tree, from)}`, isFirst);
  return true;
}
