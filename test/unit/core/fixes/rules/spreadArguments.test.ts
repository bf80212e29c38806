import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { spreadArguments } from '../../../../../extension/core/fixes/rules/spreadArguments.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const ERROR = { message: 'Maximum call stack size exceeded' };
const TEXT = 'Make the text one character at a time';

const fixed: [name: string, title: string, before: string, after: string][] = [
  [
    'bytes that are spread',
    TEXT,
    'const a = btoa(▸String.fromCharCode(...bytes));\n',
    "const a = btoa(Array.from(bytes, (code) => String.fromCharCode(code)).join(''));\n",
  ],
  [
    'bytes that are made there',
    TEXT,
    'return ▸String.fromCharCode(...new Uint8Array(buffer));\n',
    "return Array.from(new Uint8Array(buffer), (code) => String.fromCharCode(code)).join('');\n",
  ],
  [
    'bytes that are applied',
    TEXT,
    'return ▸String.fromCharCode.apply(null, bytes as any);\n',
    "return Array.from(bytes, (code) => String.fromCharCode(code)).join('');\n",
  ],
  [
    'the greatest of many',
    'Compare one value at a time',
    'const most = ▸Math.max(...sizes);\n',
    'const most = sizes.reduce((a, b) => Math.max(a, b), -Infinity);\n',
  ],
  [
    'the least of a set',
    'Compare one value at a time',
    'const least = ▸Math.min(...sizes.values());\n',
    'const least = Array.from(sizes.values()).reduce((a, b) => Math.min(a, b), Infinity);\n',
  ],
  [
    'what is added to a list',
    'Add one element at a time',
    'all.▸push(...page.rows);\n',
    'for (const item of page.rows) all.push(item);\n',
  ],
];

describe('QF-47 a list as arguments', () => {
  for (const [name, title, before, after] of fixed) {
    it(`goes through ${name}`, () => {
      assert.equal(checkFix(spreadArguments, before, title, after, ERROR).safety, 'safe');
    });
  }

  const refused: Record<string, string> = {
    'a function that calls itself': 'const f = (n) => ▸f(n + 1);\n',
    'a function of the file': 'const max = (...list) => list;\n▸max(...list);\n',
    'an object called String': 'const String = {};\n▸String.fromCharCode(...bytes);\n',
    'several arguments': '▸Math.max(0, ...sizes);\n',
    'the new length of a list': 'const n = all.▸push(...rows);\n',
    'another order': 'all.▸unshift(...rows);\n',
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => checkNoFix(spreadArguments, before, ERROR));
  }

  it('offers nothing without the error', () => {
    checkNoFix(spreadArguments, '▸String.fromCharCode(...bytes);\n');
  });
});
