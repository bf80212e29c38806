import { fieldsOf, type Fields } from '../../shared/fieldsOf.ts';
import type { TailFilters } from '../wrangler/tailArguments.ts';

/** The argument of `tailWorker.start`. */
export interface StartRequest {
  readonly worker?: string;
  readonly env?: string;
  /** Absolute path of a Worker project's folder. */
  readonly folder?: string;
  readonly filters: TailFilters;
}

/** What is not of the right type counts as not given: the argument comes from key bindings and tasks. */
export function parseStartRequest(argument: unknown): StartRequest {
  const source = fieldsOf(argument);
  const filters = fieldsOf(source.filters);
  return {
    ...text(source, 'worker'),
    ...text(source, 'env'),
    ...text(source, 'folder'),
    filters: {
      ...texts(filters, 'status'),
      ...texts(filters, 'method'),
      ...text(filters, 'header'),
      ...text(filters, 'search'),
      ...texts(filters, 'ip'),
      ...(typeof filters.samplingRate === 'number' ? { samplingRate: filters.samplingRate } : {}),
      ...text(filters, 'versionId'),
    },
  };
}

function text<K extends string>(source: Fields, key: K): Partial<Record<K, string>> {
  const value = source[key];
  // The computed key widens to string, so the type has to be said again.
  return typeof value === 'string' && value !== ''
    ? ({ [key]: value } as Partial<Record<K, string>>)
    : {};
}

function texts<K extends string>(source: Fields, key: K): Partial<Record<K, string[]>> {
  const value = source[key];
  const list = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  const kept = list.filter((each): each is string => typeof each === 'string');
  return kept.length > 0 ? ({ [key]: kept } as Partial<Record<K, string[]>>) : {}; // as above
}
