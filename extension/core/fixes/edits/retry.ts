import { codeOf, hasTypes } from './codeStyle.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * A function that runs its argument again while the error can pass: an overloaded object is left alone,
 * for every further request makes it worse.
 * https://developers.cloudflare.com/durable-objects/best-practices/error-handling/
 */
export function retryFunction(tree: SyntaxTree, name: string): string {
  const isTyped = hasTypes(tree);
  const head = isTyped
    ? `async function ${name}<T>(run: () => Promise<T>, tries = 3): Promise<T> {`
    : `async function ${name}(run, tries = 3) {`;
  const caught = isTyped ? 'error: any' : 'error';
  const lines = [
    head,
    '\tfor (let tried = 1; ; tried++) {',
    '\t\ttry {',
    '\t\t\treturn await run();',
    `\t\t} catch (${caught}) {`,
    '\t\t\tconst canPass = error.retryable || /Network connection lost/.test(error.message);',
    '\t\t\tif (tried >= tries || error.overloaded || !canPass) throw error;',
    '\t\t\tawait scheduler.wait(50 * 2 ** tried);',
    '\t\t}',
    '\t}',
    '}',
  ];
  return codeOf(tree, lines);
}
