// Imports point one way: extension.ts → host → core → shared ← webview-ui. See extension/ARCHITECTURE.md.
const error = (name, from, to, more = {}) => ({ name, severity: 'error', from, to, ...more });

module.exports = {
  forbidden: [
    error(
      'pure-core',
      { path: '^extension/(core|shared)/' },
      { path: '(^|/)vscode(/|$)', reachable: true },
    ),
    error('core-no-node', { path: '^extension/(core|shared)/' }, { dependencyTypes: ['core'] }),
    error(
      'core-looks-down',
      { path: '^extension/core/' },
      { path: '^(extension|webview-ui|test)/', pathNot: '^extension/(core|shared|catalog)/' },
    ),
    error(
      'shared-is-last',
      { path: '^extension/shared/' },
      { path: '^(extension|webview-ui|test)/', pathNot: '^extension/shared/' },
    ),
    error(
      'host-below-entry',
      { path: '^extension/host/' },
      { path: '^(extension/extension\\.ts$|webview-ui/|test/)' },
    ),
    error(
      'page-sees-shared',
      { path: '^webview-ui/' },
      { path: '^(extension|test)/', pathNot: '^extension/shared/' },
    ),
    error(
      'one-door-for-texts',
      { path: '^(extension|webview-ui)/', pathNot: '^extension/shared/l10n\\.ts$' },
      { path: 'node_modules/@vscode/l10n/' },
    ),
    error(
      'syntax-is-first',
      { path: '^extension/core/fixes/syntax/' },
      { path: '^extension/core/fixes/', pathNot: '^extension/core/fixes/syntax/' },
    ),
    error(
      'rules-are-last',
      { path: '^extension/core/fixes/(syntax|worker|webSockets|edits|configuration)/' },
      { path: '^extension/core/fixes/(rules|projectRules)/' },
    ),
    error(
      'rules-in-their-thread',
      { path: '^extension/host/', pathNot: '^extension/host/analysis/' },
      {
        path: '^extension/core/(errors/handlerPlace|fixes/(syntax/|rules/|projectRules/|proposeFixes|checkModule|fixAll|readProject))',
        dependencyTypesNot: ['type-only'],
      },
    ),
    error('unit-is-node', { path: '^test/unit/' }, { path: '(^|/)vscode(/|$)', reachable: true }),
    {
      name: 'rule-has-test',
      severity: 'error',
      from: { path: '^test/unit/' },
      module: {
        path: '^extension/core/fixes/rules/(?!index\\.ts$)',
        numberOfDependentsLessThan: 1,
      },
    },
    error('no-cycles', {}, { circular: true }),
  ],
  required: [
    {
      name: 'test-mirrors',
      severity: 'error',
      module: { path: '^test/unit/core/(.+)\\.test\\.ts$' },
      to: { path: '^extension/core/$1\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|\\.vscode-test|\\.demo|test/demo|test/fixtures/reported)/' },
    tsPreCompilationDeps: true,
  },
};
