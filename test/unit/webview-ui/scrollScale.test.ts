import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScrollScale } from '../../../webview-ui/scrollScale.ts';

test('a list that the browser can hold is scrolled pixel by pixel', () => {
  const scale = new ScrollScale(22_000, 400);
  assert.equal(scale.space, 22_000);
  assert.equal(scale.end, 21_600);
  assert.equal(scale.offsetOf(123), 123);
  assert.equal(scale.scrollTopOf(123), 123);
});

test('of a taller one the scrollbar is a scale, with both ends in place', () => {
  const content = 10_000_000 * 22;
  const scale = new ScrollScale(content, 400);
  assert.ok(scale.space < 33_500_000);
  assert.equal(scale.offsetOf(0), 0);
  assert.equal(scale.offsetOf(scale.space - 400), content - 400);
  assert.ok(Math.abs(scale.offsetOf(scale.scrollTopOf(98_765_432)) - 98_765_432) < 1);
});

test('a list shorter than the view does not scroll', () => {
  const scale = new ScrollScale(44, 400);
  assert.equal(scale.end, 0);
  assert.equal(scale.offsetOf(10), 0);
  assert.equal(new ScrollScale(0, 0).offsetOf(0), 0);
});

test('no place lies outside the list', () => {
  const scale = new ScrollScale(2200, 400);
  assert.equal(scale.limit(-5), 0);
  assert.equal(scale.limit(1e9), 1800);
});
