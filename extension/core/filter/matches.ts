import type { Query } from '../../shared/filter/query.ts';
import type { EventFields } from './eventFields.ts';
export function matches(query: Query, fields: EventFields): boolean {
  switch (query.kind) {
    case 'text':
      return query.exact
        ? fields.text.includes(query.text)
        : fields.text.toLowerCase().includes(query.text);
    default:
      return query.kind === 'all';
  }
}
