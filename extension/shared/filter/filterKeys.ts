/**
 * The keys of the filter language. Those that Cloudflare's own tools have keep their names there: `status`, `method`,
 * `ip`, `header` of `wrangler tail`; `kind`, `level`, `dur` of the Local Explorer.
 */
export const FILTER_KEYS = [
  'status',
  'outcome',
  'kind',
  'code',
  'worker',
  'method',
  'path',
  'host',
  'http',
  'do',
  'ip',
  'ray',
  'colo',
  'entrypoint',
  'version',
  'level',
  'error',
  'log',
  'header',
  'cpu',
  'wall',
  'time',
] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];
