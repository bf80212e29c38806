import { valueKind, type FilterKey } from '../../shared/filter/filterKeys.ts';
import type { FilterValue, KeyQuery, Query } from '../../shared/filter/query.ts';
import { foldCase } from '../../shared/foldCase.ts';
import type { EventFields } from './eventFields.ts';

/**
 * Whether a filter shows an event: what the language means. What an event does not have matches nothing but `none`.
 * `compile` gives the same answers for many rows at once.
 */
export function matches(query: Query, fields: EventFields): boolean {
  switch (query.kind) {
    case 'all':
      return true;
    case 'and':
      return query.parts.every((part) => matches(part, fields));
    case 'or':
      return query.parts.some((part) => matches(part, fields));
    case 'not':
      return !matches(query.part, fields);
    case 'text':
      return query.exact
        ? fields.text.includes(query.text)
        : foldCase(fields.text).includes(foldCase(query.text));
    case 'regex':
      return fields.text.split('\n').some((line) => query.regex.test(line));
    case 'key':
      return query.values.some((value) => matchesValue(query, value, fields));
  }
}

function matchesValue({ key }: KeyQuery, value: FilterValue, fields: EventFields): boolean {
  switch (value.kind) {
    case 'word':
      return textsOf(key, fields).some((text) => matchesWord(key, value.text, foldCase(text)));
    case 'range': {
      const number = numberOf(key, fields);
      return number >= value.min && number <= value.max;
    }
    case 'timeOfDay':
      return isAtTime(numberOf(key, fields), value);
    case 'none':
      return Number.isNaN(numberOf(key, fields));
    case 'header': {
      const header = fields.headers[value.name];
      return header !== undefined && foldCase(header).includes(value.value ?? '');
    }
  }
}

/** @param text in small letters, as the word is. */
function matchesWord(key: FilterKey, word: string, text: string): boolean {
  if (text === '') return false;
  if (word.includes('*')) return patternOf(word).test(text);
  switch (valueKind(key)) {
    case 'code':
      return text === word || text.slice(text.indexOf(':') + 1) === word;
    case 'prefix':
      return text.startsWith(word);
    case 'contains':
      return text.includes(word);
    default:
      return text === word;
  }
}

let last: { readonly word: string; readonly pattern: RegExp } | undefined;

/** `*` stands for any characters. */
function patternOf(word: string): RegExp {
  if (last?.word !== word) {
    const source = word.split('*').map((piece) => piece.replace(/[\\^$.+?()[\]{}|/-]/g, '\\$&'));
    last = { word, pattern: new RegExp(`^${source.join('[^]*?')}$`, 'u') };
  }
  return last.pattern;
}

const DAY = 24 * 60 * 60 * 1000;

/** @param time ms since the epoch. */
export function isAtTime(
  time: number,
  { min, max }: { readonly min: number; readonly max: number },
): boolean {
  const ofDay = ((time % DAY) + DAY) % DAY;
  return min <= max ? ofDay >= min && ofDay <= max : ofDay >= min || ofDay <= max;
}

function textsOf(key: FilterKey, fields: EventFields): readonly string[] {
  switch (key) {
    case 'status':
      return fields.status;
    case 'code':
      return fields.codes;
    case 'level':
      return fields.levels;
    case 'error':
      return fields.errors;
    case 'log':
      return fields.logs;
    case 'do':
      return [fields.objectId];
    case 'outcome':
    case 'kind':
    case 'worker':
    case 'method':
    case 'path':
    case 'host':
    case 'ip':
    case 'ray':
    case 'colo':
    case 'entrypoint':
    case 'version':
      return [fields[key]];
    case 'http':
    case 'header':
    case 'cpu':
    case 'wall':
    case 'time':
      return [];
  }
}

function numberOf(key: FilterKey, fields: EventFields): number {
  return key === 'http' || key === 'cpu' || key === 'wall' || key === 'time' ? fields[key] : NaN;
}
