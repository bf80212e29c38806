import { foldCase } from '../foldCase.ts';
import { t } from '../l10n.ts';
import { FilterMistake } from './filterError.ts';
import { KIND_WORDS, statusWordNotes, valueKind, type FilterKey } from './filterKeys.ts';
import { nearestWord } from './nearestWord.ts';
import { parseTimes } from './parseTimes.ts';
import type { FilterValue } from './query.ts';

/**
 * One value of a key.
 *
 * @param text without quotes. @param from, to where it stands. @param utcOffset minutes that the reader's clock is ahead.
 * @throws FilterMistake
 */
export function parseValue(
  key: FilterKey,
  text: string,
  from: number,
  to: number,
  utcOffset: number,
): readonly FilterValue[] {
  const mistake = (sentence: string, suggestion?: string): FilterMistake =>
    new FilterMistake(from, to, sentence, suggestion);
  switch (valueKind(key)) {
    case 'status': {
      const words = statusWordNotes().map(([word]) => word);
      const word = text.toLowerCase();
      if (words.includes(word)) return [{ kind: 'word', text: word }];
      const near = nearestWord(text, words);
      throw mistake(t('“{0}” is no status (character {1}).', text, from + 1), near);
    }
    case 'kind': {
      const kinds = KIND_WORDS[text.toLowerCase()];
      if (kinds !== undefined)
        return kinds.map((kind) => ({ kind: 'word', text: kind.toLowerCase() }));
      const near = nearestWord(text, Object.keys(KIND_WORDS));
      throw mistake(t('“{0}” is no kind of event (character {1}).', text, from + 1), near);
    }
    case 'http': {
      const value = httpRange(text);
      if (value !== undefined) return [value];
      throw mistake(
        t('Expected a status at character {0}: 404, 5xx, >=500, 400..499 or none.', from + 1),
      );
    }
    case 'duration': {
      const value = range(text, milliseconds);
      if (value !== undefined) return [value];
      throw mistake(t('Expected a time at character {0}: >50, <=1s or 10..50ms.', from + 1));
    }
    case 'time': {
      const value = parseTimes(text, utcOffset);
      if (value !== undefined) return [value];
      throw mistake(
        t(
          'Expected a time of day at character {0}: 12:01..12:04, or a date with a time.',
          from + 1,
        ),
      );
    }
    case 'header': {
      const [, name = '', value] = /^([^=]+)(?:=([^]*))?$/.exec(text) ?? [];
      if (name !== '') {
        return [
          {
            kind: 'header',
            name: name.toLowerCase(),
            value: value === undefined ? undefined : foldCase(value),
          },
        ];
      }
      throw mistake(t('Expected the name of a header at character {0}.', from + 1));
    }
    case 'equal':
    case 'code':
    case 'prefix':
    case 'contains':
      return [{ kind: 'word', text: foldCase(text) }];
  }
}

function httpRange(text: string): FilterValue | undefined {
  if (text.toLowerCase() === 'none') return { kind: 'none' };
  const [, digit] = /^([1-5])xx$/i.exec(text) ?? [];
  if (digit !== undefined) {
    return { kind: 'range', min: Number(digit) * 100, max: Number(digit) * 100 + 99 };
  }
  return range(text, (number) => (/^\d{1,4}$/.test(number) ? Number(number) : undefined));
}

/** `5`, `>5`, `<=5`, `5..10`, `5..`, `..10`. @param read a number; undefined for what is none. */
function range(text: string, read: (text: string) => number | undefined): FilterValue | undefined {
  const [, sign, number] = /^(>=|<=|>|<)(.+)$/.exec(text) ?? [];
  if (sign !== undefined && number !== undefined) {
    const limit = read(number);
    if (limit === undefined) return undefined;
    if (sign === '>=') return { kind: 'range', min: limit, max: Infinity };
    if (sign === '<=') return { kind: 'range', min: -Infinity, max: limit };
    if (sign === '>') return { kind: 'range', min: beyond(limit), max: Infinity };
    return { kind: 'range', min: -Infinity, max: -beyond(-limit) };
  }
  const [, low, high] = /^(.*?)\.\.(.*)$/.exec(text) ?? [];
  if (low === undefined || high === undefined) {
    const one = read(text);
    return one === undefined ? undefined : { kind: 'range', min: one, max: one };
  }
  const min = low === '' ? -Infinity : read(low);
  const max = high === '' ? Infinity : read(high);
  if (min === undefined || max === undefined || (low === '' && high === '')) return undefined;
  return { kind: 'range', min, max };
}

/** The next number that can be told apart: ends count, so `>50` begins there. */
function beyond(number: number): number {
  return number + Math.max(Math.abs(number), 1) * Number.EPSILON * 2;
}

/** `50`, `50ms`, `1.5s`, `2m`. @returns ms */
function milliseconds(text: string): number | undefined {
  const [, number, unit = 'ms'] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * ({ ms: 1, s: 1000, m: 60_000 }[unit.toLowerCase()] ?? 1);
}
