import { glob, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { CallExpression, Node } from '@babel/types';
import { functionAround } from '../../extension/core/fixes/syntax/functions.ts';
import {
  descendantsOf,
  SyntaxTrees,
  type SyntaxTree,
} from '../../extension/core/fixes/syntax/syntaxTree.ts';
import { repository } from './repository.ts';

/** One call of `t` in the sources. */
export interface MessageUse {
  /** Such as `webview-ui/strings.ts:8`. */
  readonly at: string;
  /** The English text; undefined when the first argument is no literal. */
  readonly text: string | undefined;
  /** Values for its placeholders. */
  readonly values: number;
  /** Whether it is made when the module is loaded. */
  readonly onLoad: boolean;
}

export interface SourceText {
  readonly file: string;
  readonly tree: SyntaxTree;
}

/** The sources that ship. @throws Error for one that cannot be parsed. */
export async function readSources(): Promise<SourceText[]> {
  const sources: SourceText[] = [];
  const trees = new SyntaxTrees();
  for await (const file of glob('{extension,webview-ui}/**/*.ts', { cwd: repository })) {
    const tree = trees.get(await readFile(path.join(repository, file), 'utf8'), file);
    if (tree === undefined) throw new Error(`${file} cannot be parsed.`);
    sources.push({ file: file.split(path.sep).join('/'), tree });
  }
  return sources;
}

export function messageUses({ file, tree }: SourceText): MessageUse[] {
  return callsOf(tree, 't').map((call) => {
    const [first, ...values] = call.arguments;
    return {
      at: placeOf(file, call),
      text: first?.type === 'StringLiteral' ? first.value : undefined,
      values: values.length,
      onLoad: isOnLoad(tree, call),
    };
  });
}

/** Holds nothing but texts. */
const STRINGS = 'webview-ui/strings.ts';
/** Properties and arguments that people read, elsewhere. */
const SHOWN = /^(?:label|title|sentence|description|tooltip|prompt|placeHolder|openLabel|name)$/;
const SHOW = /^(?:UserError|show(?:Error|Warning|Information)Message|addGap|setStatusBarMessage)$/;

/** Texts with letters that stand where people read them, without a `t` around. @returns places and texts. */
export function untranslated({ file, tree }: SourceText): string[] {
  const found: string[] = [];
  const look = (node: Node | null | undefined): void => {
    if (node === null || node === undefined) return;
    if (node.type === 'ConditionalExpression') {
      look(node.consequent);
      look(node.alternate);
      return;
    }
    if (isWords(node)) found.push(`${placeOf(file, node)}: ${tree.textOf(node)}`);
  };
  const isShown = (key: Node): boolean => file === STRINGS || SHOWN.test(nameOf(key));
  for (const node of descendantsOf(tree.program)) {
    if (node.type === 'ObjectProperty' && isShown(node.key)) look(node.value);
    if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      if (SHOW.test(nameOf(node.callee))) node.arguments.forEach(look);
    }
  }
  return found;
}

function callsOf(tree: SyntaxTree, name: string): CallExpression[] {
  return [...descendantsOf(tree.program)].filter(
    (node) => node.type === 'CallExpression' && nameOf(node.callee) === name,
  ) as CallExpression[]; // the line before says so
}

/** Of a variable, a key, or what is called on an object. */
function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? nameOf(node.property) : '';
}

/** A field of a class is made with its object. */
function isOnLoad(tree: SyntaxTree, call: CallExpression): boolean {
  const field = tree.ancestorsOf(call).find(({ type }) => /^Class\w*Property$/.test(type));
  const isStatic = field !== undefined && 'static' in field && field.static === true;
  return functionAround(tree, call) === undefined && (field === undefined || isStatic);
}

/** The product's name is the same in every language; ids and codes are no words. */
function isWords(node: Node): boolean {
  if (node.type === 'StringLiteral') {
    return /[a-z] |^[A-Z][a-z]+$/.test(node.value) && node.value !== 'Tail Worker';
  }
  if (node.type !== 'TemplateLiteral') return false;
  return node.quasis.some(({ value }) => /[a-z]{2}/i.test(value.raw.replace(/\$\([\w~-]+\)/g, '')));
}

function placeOf(file: string, node: Node): string {
  return `${file}:${node.loc?.start.line ?? 0}`;
}
