import type { StringLiteral } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { FileEdits, ProjectRule } from '../fixRule.ts';
import { enableNode } from '../configuration/nodeCompatibility.ts';
import type { Project } from '../project.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** From this date on `nodejs_compat` has all of what wrangler fills in. */
const FULL_SINCE = '2024-09-23';

/** Modules of Node.js that can be had; https://developers.cloudflare.com/workers/runtime-apis/nodejs/ */
const BUILTINS = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram ' +
    'diagnostics_channel dns domain events fs http http2 https inspector module net os path ' +
    'perf_hooks process punycode querystring readline repl sqlite stream string_decoder sys ' +
    'test timers tls trace_events tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

/** QF-23: a module of Node.js is imported without the flag, or without its prefix. */
export const nodeBuiltins: ProjectRule = {
  id: 'QF-23',
  codes: ['api:10021/no-such-module', 'rt:no-such-module'],
  propose(project, message) {
    const said = /No such module[: ] ?"?((?:node:)?[a-z][\w/]*)/.exec(message)?.[1] ?? '';
    const name = said.replace(/^node:/, '');
    if (!BUILTINS.has(name.split('/')[0] ?? '')) return [];
    const prefixed = said === name ? prefix(project, name) : [];
    const enabled = enableNode(project, 'QF-23', FULL_SINCE);
    if (enabled !== undefined) {
      return enabled.map((fix) => ({ ...fix, elsewhere: [...(fix.elsewhere ?? []), ...prefixed] }));
    }
    if (prefixed.length === 0) return [];
    const title = t('Import `{0}` instead of `{1}`', `node:${name}`, name);
    return [{ rule: 'QF-23', title, safety: 'safe', edits: [], elsewhere: prefixed }];
  },
};

function prefix(project: Project, name: string): FileEdits[] {
  return Array.from(project.modules()).flatMap(({ file, tree }) => {
    const edits = new EditBuilder();
    for (const specifier of specifiersIn(tree)) {
      if (specifier.value !== name) continue;
      edits.replace(startOf(specifier) + 1, endOf(specifier) - 1, `node:${name}`);
    }
    const made = edits.build();
    return made.length === 0 ? [] : [{ file, edits: made }];
  });
}

function specifiersIn(tree: SyntaxTree): StringLiteral[] {
  const scopes = scopesOf(tree);
  return Array.from(descendantsOf(tree.program)).flatMap((node) => {
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') {
      return [node.source];
    }
    if (node.type === 'ExportNamedDeclaration') return node.source ? [node.source] : [];
    if (node.type !== 'CallExpression') return [];
    const isImport = node.callee.type === 'Import' || scopes.isGlobal(node.callee, 'require');
    const [first] = node.arguments;
    return isImport && first?.type === 'StringLiteral' ? [first] : [];
  });
}
