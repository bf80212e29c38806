import type { TraceItem } from './traceItem.ts';

/** The elements of `filters` that wrangler sends when it creates a tail. */
export type TailFilter = Readonly<{
  sampling_rate?: number;
  outcome?: readonly string[];
  method?: readonly string[];
  header?: { readonly key: string; readonly query?: string };
  client_ip?: readonly string[];
  query?: string;
  scriptVersion?: string;
}>;

/** Whether the service delivers an event to a tail: all its filters have to agree. */
export function passes(item: TraceItem, filters: readonly TailFilter[]): boolean {
  return filters.every((filter) => passesOne(item, filter));
}

function passesOne(item: TraceItem, filter: TailFilter): boolean {
  const { request } = item.event ?? {};
  const headers = request?.headers ?? {};
  if (filter.sampling_rate !== undefined) return Math.random() < filter.sampling_rate;
  if (filter.outcome !== undefined) return filter.outcome.includes(item.outcome);
  if (filter.method !== undefined) return filter.method.includes(request?.method ?? '');
  if (filter.header !== undefined) {
    const value = headers[filter.header.key.toLowerCase()];
    return value !== undefined && value.includes(filter.header.query ?? '');
  }
  if (filter.client_ip !== undefined) {
    const ip = headers['cf-connecting-ip'] ?? '';
    // `self` is the address of whoever tails: on loopback everybody is.
    return filter.client_ip.some((each) => each === 'self' || each === ip);
  }
  if (filter.query !== undefined) {
    const { query } = filter;
    return item.logs.some((log) => JSON.stringify(log.message).includes(query));
  }
  if (filter.scriptVersion !== undefined) return item.scriptVersion?.id === filter.scriptVersion;
  return true;
}
