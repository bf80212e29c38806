import { codeOf, hasTypes } from './codeStyle.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * A function that reads many keys of KV in few calls. Measured: `get()` takes 1 to 100 keys, gives null for
 * those without a value, and leaves out keys that are whole numbers: workerd takes them for indices.
 * https://developers.cloudflare.com/kv/api/read-key-value-pairs/
 *
 * @param options the second argument of `get()`, with a comma before it.
 * @param type of a value.
 */
export function kvReadsFunction(
  tree: SyntaxTree,
  name: string,
  options: string,
  type: { readonly argument: string; readonly value: string },
): string {
  const isTyped = hasTypes(tree);
  const get = isTyped ? `get${type.argument}` : 'get';
  return codeOf(tree, [
    isTyped
      ? `async function ${name}(kv: KVNamespace, keys: string[]) {`
      : `async function ${name}(kv, keys) {`,
    isTyped ? `\tconst values = new Map<string, ${type.value}>();` : '\tconst values = new Map();',
    '\tfor (let start = 0; start < keys.length; start += 100) {',
    `\t\tconst some = await kv.${get}(keys.slice(start, start + 100)${options});`,
    '\t\tfor (const [key, value] of some) values.set(key, value);',
    '\t}',
    '\t// Such a read leaves out keys that are whole numbers.',
    `\tfor (const key of keys) if (!values.has(key)) values.set(key, await kv.${get}(key${options}));`,
    '\treturn values;',
    '}',
  ]);
}
