import { findNodeAtLocation, parseTree } from 'jsonc-parser';

/**
 * Where the value of the top-level `main` starts, its quote, in UTF-16 units from 0; undefined when there is
 * none. A configuration that is being typed is read as far as it goes.
 *
 * @param text without a byte order mark.
 */
export function mainValueOffset(text: string, format: 'toml' | 'json'): number | undefined {
  if (format === 'toml') return inToml(text);
  const root = parseTree(text, [], { allowTrailingComma: true });
  const value = root && findNodeAtLocation(root, ['main']);
  return value?.type === 'string' ? value.offset : undefined;
}

/** The parser of TOML tells no places. A top-level key stands before the first table. */
function inToml(text: string): number | undefined {
  let inText: string | undefined;
  for (const { 0: line, index } of text.matchAll(/^.*$/gm)) {
    const delimiters = line.match(/"""|'''/g) ?? [];
    if (inText === undefined) {
      if (/^\s*\[{1,2}[^[\]]+\]{1,2}\s*(?:#.*)?$/.test(line)) return undefined;
      const key = /^\s*(?:main|"main"|'main')\s*=\s*(?=["'])/.exec(line);
      if (key !== null) return index + key[0].length;
    }
    for (const delimiter of delimiters) {
      if (inText === undefined) inText = delimiter;
      else if (inText === delimiter) inText = undefined;
    }
  }
  return undefined;
}
