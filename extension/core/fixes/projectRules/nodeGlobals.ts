import type { ProjectRule } from '../fixRule.ts';
import { enableNode } from '../configuration/nodeCompatibility.ts';

/**
 * By global of Node.js, the date from which the flag `nodejs_compat` brings it; `process.env` has had the
 * variables of the Worker in it since April 2025. `require` and `__dirname` come with no flag.
 */
const SINCE: Readonly<Record<string, string>> = {
  process: '2025-04-01',
  Buffer: '2024-09-23',
  global: '2024-09-23',
  setImmediate: '2024-09-23',
  clearImmediate: '2024-09-23',
};

/** QF-48: a global of Node.js is used without the flag. */
export const nodeGlobals: ProjectRule = {
  id: 'QF-48',
  codes: [
    'js:not-defined/process',
    'js:not-defined/buffer',
    'js:not-defined/global',
    'js:not-defined/set-immediate',
  ],
  propose(project, message) {
    const name = FAILURE.exec(message)?.[1] ?? '';
    const since = Object.hasOwn(SINCE, name) ? SINCE[name] : undefined;
    return since === undefined ? [] : (enableNode(project, 'QF-48', since) ?? []);
  },
};

const FAILURE = /\b(\w{1,20}) is not defined/;
