import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sentenceOf } from '../../../../extension/host/sourceCheck/checkSummary.ts';

const none = { problems: 0, withProblems: 0 };

it('says how many files were looked through without a find', () => {
  assert.equal(
    sentenceOf({ names: ['chat'], files: 12, ...none }),
    'No known problems in 12 files of chat.',
  );
  assert.equal(
    sentenceOf({ names: ['chat'], files: 1, ...none }),
    'No known problems in the one file of chat.',
  );
});

it('says how many problems are in how many files', () => {
  assert.equal(
    sentenceOf({ names: ['chat', 'api'], files: 12, problems: 3, withProblems: 2 }),
    'Known problems in chat, api: 3, in 2 of 12 files.',
  );
});

it('does not call it clean when nothing could be read', () => {
  assert.match(sentenceOf({ names: ['chat'], files: 0, ...none }), /^No source of chat/);
});

it('names a few of many projects', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  assert.equal(
    sentenceOf({ names, files: 5, ...none }),
    'No known problems in 5 files of a, b, c and 2 more.',
  );
});
