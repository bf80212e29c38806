import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { explainExit } from '../../../extension/core/tail/wranglerOutput.ts';
import {
  formatCount,
  formatRate,
  formatTime,
  languageOfTexts,
  t,
  useLanguage,
} from '../../../extension/shared/l10n.ts';

const MIDNIGHT = new Date(2026, 10, 21, 0, 4, 5).getTime();

afterEach(() => useLanguage('en', undefined));

test('a text is English until a translation is told', () => {
  assert.equal(t('{0} events', formatCount(8412)), '8,412 events');
  useLanguage('ru', { '{0} events': 'Событий: {0}' });
  assert.equal(t('{0} events', formatCount(8412)), 'Событий: 8\u00a0412');
  assert.equal(t('Clear'), 'Clear', 'what is not translated stays English');
});

test('numbers and times are those of the texts’ language', () => {
  assert.deepEqual([formatRate(12.34), formatTime(MIDNIGHT)], ['12.3', '00:04:05']);
  useLanguage('ru', {});
  assert.deepEqual([formatRate(12.34), formatTime(MIDNIGHT)], ['12,3', '00:04:05']);
});

test('a language without a translation gets English numbers with its English texts', () => {
  useLanguage('fr', undefined);
  assert.equal(languageOfTexts(), 'en');
  assert.equal(formatRate(12.34), '12.3');
});

test('a display language that is no tag does not keep the extension from starting', () => {
  useLanguage('"><script>', {});
  assert.equal(languageOfTexts(), 'en');
});

test('a value that looks like a placeholder is shown as it is', () => {
  assert.equal(t('queue {0} ({1})', '{1}', 10), 'queue {1} (10)');
});

test('steps that are known before the language are shown in it', () => {
  useLanguage('ru', { 'Start Again': 'Запустить снова' });
  const { next } = explainExit('', { code: 0, signal: null }, 'api');
  assert.equal(next?.label, 'Запустить снова');
});
