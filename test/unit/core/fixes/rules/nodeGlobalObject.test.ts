import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nodeGlobalObject } from '../../../../../extension/core/fixes/rules/nodeGlobalObject.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const ERROR = { message: 'global is not defined' };

describe('QF-48 global of Node.js', () => {
  it('uses globalThis wherever the file names it', () => {
    const { safety } = checkFix(
      nodeGlobalObject,
      'const { crypto } = ▸global;\nglobal.cache = { global };\n',
      'Use `globalThis` instead of `global`',
      'const { crypto } = globalThis;\nglobalThis.cache = { global: globalThis };\n',
      ERROR,
    );
    assert.equal(safety, 'safe');
  });

  it('leaves a name of the file, a property, and what has not failed', () => {
    checkNoFix(nodeGlobalObject, 'const global = {};\n▸global.a;\n', ERROR);
    checkNoFix(nodeGlobalObject, '▸self.global;\n', ERROR);
    checkNoFix(nodeGlobalObject, '▸global.a;\n');
    checkNoFix(nodeGlobalObject, '▸global.a;\n', { message: 'process is not defined' });
  });
});
