import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textsElement } from '../../../extension/shared/pageTexts.ts';

test('no translation can end the element that brings it into the page', () => {
  const texts = { a: '</script><script>alert(1)</script>', b: '<!-- <script>' };
  const element = textsElement(texts);
  const content = /^<script id="texts" type="application\/json">(.*)<\/script>$/.exec(element)?.[1];
  assert.ok(content !== undefined);
  assert.doesNotMatch(content, /</);
  assert.deepEqual(JSON.parse(content), texts);
});

test('without a translation there is no element', () => {
  assert.equal(textsElement(undefined), '');
});
