/** What the user may ask of the service; the names are those of `wrangler tail --help`. */
export interface TailFilters {
  readonly status?: readonly string[];
  readonly method?: readonly string[];
  readonly header?: string;
  readonly search?: string;
  readonly ip?: readonly string[];
  /** Above 0 and below 1. */
  readonly samplingRate?: number;
  readonly versionId?: string;
}

export interface TailTarget {
  /** Name of a Worker; undefined takes the configuration's. */
  readonly worker: string | undefined;
  readonly environment: string | undefined;
  readonly filters: TailFilters;
}

/**
 * Arguments of `wrangler tail`. The name stands first and each value is glued to its flag: array flags
 * swallow the words that follow them, and a value may begin with a dash.
 */
export function tailArguments(target: TailTarget, more: readonly string[]): string[] {
  const { worker, environment, filters } = target;
  const many = (flag: string, values: readonly string[] = []): string[] =>
    values.map((value) => `--${flag}=${value}`);
  const one = (flag: string, value: string | number | undefined): string[] =>
    value === undefined ? [] : [`--${flag}=${value}`];
  return [
    'tail',
    ...(worker === undefined ? [] : [worker]),
    '--format=json',
    ...one('env', environment),
    ...many('status', filters.status),
    ...many('method', filters.method),
    ...one('header', filters.header),
    ...one('search', filters.search),
    ...many('ip', filters.ip),
    ...one('sampling-rate', filters.samplingRate),
    ...one('version-id', filters.versionId),
    ...more,
  ];
}
