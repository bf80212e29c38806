import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pbkdf2Iterations } from '../../../../../extension/core/fixes/rules/pbkdf2Iterations.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const ERROR = {
  message: 'Pbkdf2 failed: iteration counts above 100000 are not supported (requested 600000).',
  reach: 'handler' as const,
};
const titleFor = (count: string) =>
  `Lower the iterations to ${count}; stored hashes keep the count that made them`;
const derive = (iterations: string) =>
  `const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, ${iterations} }, key, 256);\n`;
const unmarked = (text: string) => text.replace('▸', '');

const fixed: [name: string, source: (count: string) => string][] = [
  ['in place', (count) => `▸${derive(`iterations: ${count}`)}`],
  ['of a constant', (count) => `const COUNT = ${count};\n▸${derive('iterations: COUNT')}`],
  [
    'in an object',
    (count) => `const CONFIG = { rounds: ${count} };\n▸${derive('iterations: CONFIG.rounds')}`,
  ],
  [
    'of the whole algorithm',
    (count) =>
      `const algorithm = { name: 'PBKDF2', iterations: ${count}, salt };\n▸const key = await crypto.subtle.deriveKey(algorithm, base, aes, false, ['encrypt']);\n`,
  ],
  [
    'of a parameter',
    (count) =>
      `async function hash(password, iterations = ${count}) {\n▸${derive('iterations')}}\n`,
  ],
  [
    'of a static field',
    (count) =>
      `class Hash {\n  static ITERATIONS = ${count};\n  async of(key) {\n▸${derive('iterations: Hash.ITERATIONS')}  }\n}\n`,
  ],
  ['alone in a module', (count) => `▸export const PBKDF2_ITERATIONS = ${count};\n`],
];

describe('QF-44 iterations of PBKDF2', () => {
  for (const [name, source] of fixed) {
    it(`lowers the count ${name}`, () => {
      const before = source('600_000');
      const after = unmarked(source('100_000'));
      const { safety } = checkFix(pbkdf2Iterations, before, titleFor('100_000'), after, ERROR);
      assert.equal(safety, 'review');
    });
  }

  it('writes the number as it was written', () => {
    const source = (count: string) => `▸${derive(`iterations: ${count}`)}`;
    checkFix(
      pbkdf2Iterations,
      source('600000'),
      titleFor('100000'),
      unmarked(source('100000')),
      ERROR,
    );
  });

  const refused: Record<string, string> = {
    'another count': `▸${derive('iterations: 90_000')}`,
    'a count that is not written here': `▸${derive('iterations: stored.count')}`,
    'the same number of something else': '▸const TIMEOUT = 600_000;\n',
    'two numbers that it may be': `const a = 600_000, b = 600_000;\n▸${derive('iterations: pick()')}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => checkNoFix(pbkdf2Iterations, before, ERROR));
  }

  it('offers nothing without the error', () => {
    checkNoFix(pbkdf2Iterations, `▸${derive('iterations: 600_000')}`);
  });
});
