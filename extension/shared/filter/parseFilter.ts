import type { Query } from './query.ts';
export function parseFilter(
  text: string,
  _options: { readonly utcOffset: number },
): { readonly query: Query } | { readonly error: string } {
  return {
    query:
      text === ''
        ? { kind: 'all' }
        : { kind: 'text', text: text.toLowerCase(), exact: false, from: 0, to: text.length },
  };
}
