import { findNodeAtLocation, parseTree } from 'jsonc-parser';

/**
 * Where the value of `main` starts, its quote, in UTF-16 units from 0: the environment's own, else the
 * top-level one; undefined when there is none. A configuration that is being typed is read as far as it goes.
 *
 * @param text without a byte order mark.
 */
export function mainValueOffset(
  text: string,
  format: 'toml' | 'json',
  environment?: string,
): number | undefined {
  const own = environment === undefined ? undefined : ['env', environment];
  const find = format === 'toml' ? inToml : inJson;
  return (own && find(text, own)) ?? find(text, []);
}

function inJson(text: string, table: readonly string[]): number | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const value = root && findNodeAtLocation(root, [...table, 'main']);
  return value?.type === 'string' ? value.offset : undefined;
}

/** The parser of TOML tells no places. A table's keys stand between its head and the next one's. */
function inToml(text: string, table: readonly string[]): number | undefined {
  let inText: string | undefined;
  let isIn = table.length === 0;
  for (const { 0: line, index } of text.matchAll(/^.*$/gm)) {
    const delimiters = line.match(/"""|'''/g) ?? [];
    if (inText === undefined) {
      const head = /^\s*\[{1,2}([^[\]]+)\]{1,2}\s*(?:#.*)?$/.exec(line)?.[1];
      if (head !== undefined) isIn = head.replace(/["'\s]/g, '') === table.join('.');
      const key = isIn ? /^\s*(?:main|"main"|'main')\s*=\s*(?=["'])/.exec(line) : null;
      if (key !== null) return index + key[0].length;
    }
    for (const delimiter of delimiters) {
      if (inText === undefined) inText = delimiter;
      else if (inText === delimiter) inText = undefined;
    }
  }
  return undefined;
}
