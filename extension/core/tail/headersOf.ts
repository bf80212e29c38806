import { fieldsOf, type Fields } from '../../shared/fieldsOf.ts';

/**
 * The headers of a request, by their names in lower case; only those that are text. It is done when somebody reads
 * them: for every event it would take longer than to decode the rest.
 */
export function headersOf(trigger: { readonly headers: Fields }): Readonly<Record<string, string>> {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>; // no prototype: names come from strangers
  for (const [name, value] of Object.entries(fieldsOf(trigger.headers))) {
    if (typeof value === 'string') headers[name.toLowerCase()] = value;
  }
  return headers;
}
