import type { FromPage, ToPage } from '../../extension/shared/protocol.ts';
import type { FilterView, FindView, Suggestion } from '../../extension/shared/viewer.ts';
import { COUNTS } from './shop.ts';

/** What the host says of filters in the shop. */
export function filterMessage(fields: Partial<FilterView> = {}): ToPage {
  return {
    type: 'filter',
    counts: COUNTS,
    filter: {
      text: '',
      matched: fields.text === undefined || fields.text === '' ? 8412 : 37,
      events: 8412,
      progress: 1,
      aside: undefined,
      saved: [{ name: 'Checkout in production', filter: 'status:failing path:/checkout' }],
      ...fields,
    },
  };
}

export function foundMessage(fields: Partial<FindView> = {}): ToPage {
  const marks = [0.2, 0.5, 0.6, 0.9];
  return {
    type: 'found',
    found: { count: 12, index: 8, row: 10, position: 10, marks, error: undefined, ...fields },
  };
}

const VALUES = [
  ['code:cf:1101', 'uncaught exception', 14],
  ['code:exception', 'outside a request', 12],
  ['code:cf:1102', 'CPU or memory limit', 11],
  ['colo:AMS', 'Amsterdam', 21],
  ['colo:FRA', 'Frankfurt', 16],
  ['status:failing', 'exception or bad outcome', 37],
  ['status:logged', 'error caught and logged', 8],
  ['status:canceled', 'the client left', 118],
  ['worker:api', '', 31],
  ['worker:rooms', '', 0],
] as const;

const KEYS = [
  ['status:', 'how it ended'],
  ['code:', 'error or close code'],
  ['worker:', 'name of the Worker'],
] as const;

/** What the word at the end of a text may become. */
export function suggestionsFor(text: string): readonly Suggestion[] {
  const typed = /\S*$/.exec(text)?.[0] ?? '';
  const place = { from: text.length - typed.length, to: text.length };
  const begun = typed.slice(0, typed.startsWith('status:') ? 9 : undefined);
  const keys = KEYS.map(
    ([insert, note]) => ({ kind: 'key', insert, note, count: undefined, ...place }) as const,
  );
  const values = VALUES.map(
    ([insert, note, count]) => ({ kind: 'value', insert, note, count, ...place }) as const,
  );
  const all = typed === '' ? keys : [...values, ...keys];
  return all.filter(({ insert }) => insert.startsWith(begun));
}

/** A host that filters, suggests and finds. */
export function answer(message: FromPage): ToPage | undefined {
  switch (message.type) {
    case 'setFilter':
      return filterMessage({ text: message.text });
    case 'suggest': {
      const { text, offset } = message;
      return { type: 'suggestions', text, suggestions: suggestionsFor(text.slice(0, offset)) };
    }
    case 'find':
      return message.query === undefined ? undefined : foundMessage();
    default:
      return undefined;
  }
}
