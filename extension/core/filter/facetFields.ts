import type { Facets } from '../kept/facets.ts';
import type { EventFields } from './eventFields.ts';
import { statusWords } from './statusWords.ts';

/** What the facets of an event tell a filter; the rest is missing. @param worker its name. */
export function facetFields(facets: Facets, worker: string): EventFields {
  return {
    ...NO_FIELDS,
    status: facets.kind === 'notice' ? [] : statusWords(facets),
    outcome: facets.outcome,
    kind: facets.kind,
    codes: listOf(facets.codes),
    worker,
    method: facets.method,
    http: facets.status === 0 ? NaN : facets.status,
    entrypoint: facets.entrypoint,
    version: facets.version,
    levels: listOf(facets.levels),
  };
}

export const NO_FIELDS: EventFields = {
  status: [],
  outcome: '',
  kind: 'other',
  codes: [],
  worker: '',
  method: '',
  path: '',
  host: '',
  http: NaN,
  objectId: '',
  ip: '',
  ray: '',
  colo: '',
  entrypoint: '',
  version: '',
  levels: [],
  errors: [],
  logs: [],
  cpu: NaN,
  wall: NaN,
  time: NaN,
  headers: {},
  text: '',
};

function listOf(lines: string): readonly string[] {
  return lines === '' ? [] : lines.split('\n');
}
