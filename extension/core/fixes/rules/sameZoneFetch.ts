import type { CallExpression, Node } from '@babel/types';
import { bindingsOf } from '../../config/configBindings.ts';
import { isConstant } from '../syntax/binding.ts';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { addImport } from '../edits/imports.ts';
import type { Project } from '../project.ts';
import { configFix, configOf } from '../configuration/projectConfig.ts';
import { classOfThis, nameNear, type Spelling } from '../worker/nameNear.ts';
import { usesOfResult } from '../syntax/laterPlaces.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * QF-17: a Worker of the same account is called by its public address. It needs a service binding of that
 * name in the configuration as well.
 */
export const sameZoneFetch: FixRule = {
  id: 'QF-17',
  codes: ['cf:1042'],
  find({ tree, nodes, message, project }) {
    // A Worker of another account may be called so.
    if (message === '') return [];
    return nodes.flatMap((node): Finding[] => {
      if (node.type !== 'CallExpression') return [];
      const worker = workerCalled(tree, node);
      if (worker === undefined) return [];
      const fixes = () => callByBinding(tree, node, worker, project);
      // The answer of Cloudflare is a page: it fails where it is read.
      return [{ node, failsAt: usesOfResult(tree, node), subject: node, fixes }];
    });
  },
};

/** The name of the Worker in `https://name.subdomain.workers.dev/…`. */
function workerCalled(tree: SyntaxTree, { callee, arguments: passed }: CallExpression) {
  const [address] = passed;
  if (!scopesOf(tree).isGlobal(callee, 'fetch') || address === undefined) return undefined;
  return /^https?:\/\/([a-z\d-]+)\.[a-z\d-]+\.workers\.dev(?:[/?#:]|$)/i.exec(
    startOfText(tree, address) ?? '',
  )?.[1];
}

/** What the text begins with, as far as it is written. */
function startOfText(tree: SyntaxTree, node: Node): string | undefined {
  const value = withoutTypes(node);
  switch (value.type) {
    case 'StringLiteral':
      return value.value;
    case 'TemplateLiteral': {
      const text = value.quasis[0]?.value.cooked ?? '';
      const [first] = value.expressions;
      return text === '' && first ? startOfText(tree, first) : text;
    }
    case 'BinaryExpression':
      return value.operator === '+' ? startOfText(tree, value.left) : undefined;
    case 'NewExpression': {
      const [path, base] = value.arguments;
      const isUrl = scopesOf(tree).isGlobal(value.callee, 'URL');
      return isUrl && path ? startOfText(tree, base ?? path) : undefined;
    }
    case 'Identifier': {
      const binding = scopesOf(tree).bindingOf(value);
      if (binding?.declaration.type !== 'VariableDeclarator' || !isConstant(binding))
        return undefined;
      const { id, init } = binding.declaration;
      const isText = init?.type === 'StringLiteral' || init?.type === 'TemplateLiteral';
      return id === binding.identifier && isText ? startOfText(tree, init) : undefined;
    }
    default:
      return undefined;
  }
}

const spell: Spelling = (kind, name) => {
  if (kind === 'honoContext') return `${name}.env`;
  return kind === 'env' ? name : undefined;
};

function callByBinding(
  tree: SyntaxTree,
  { callee }: CallExpression,
  service: string,
  project: Project | undefined,
): Fix[] {
  const edits = new EditBuilder();
  let env = nameNear(tree, callee, spell) ?? (classOfThis(tree, callee) ? 'this.env' : undefined);
  if (env === undefined) {
    const isTaken = scopesOf(tree).lookUp('env', callee) !== undefined;
    if (isTaken || !addImport(edits, tree, 'env', 'cloudflare:workers')) return [];
    env = 'env';
  }
  const config = project && configOf(project);
  const bindings = config === undefined ? [] : bindingsOf(config.worker);
  const known = bindings.find(
    ({ kind, fields }) => kind === 'services' && fields.service === service,
  );
  const name = known?.name ?? service.toUpperCase().replaceAll('-', '_');
  if (known === undefined && bindings.some((one) => one.name === name)) return [];
  // A name may start with a digit, an identifier may not.
  const member = /^\d/.test(name) ? `['${name}']` : `.${name}`;
  const call = `${env}${member}.fetch`;
  edits.replace(startOf(callee), endOf(callee), call);
  const title = t('Call the Worker {0} by a service binding: `{1}`', service, `${call}()`);
  const fix = { rule: 'QF-17', title, safety: 'review', edits: edits.build() } as const;
  if (config === undefined || known !== undefined) return [fix];
  return configFix(config, fix, (document) =>
    document.append(config.worker.pathOf('services'), { binding: name, service }),
  ).map((one) => ({ ...one, edits: fix.edits }));
}
