import type { Facets } from '../kept/facets.ts';

/** What free text finds of an event's facets, a line each. @param worker its name. */
export function facetText(facets: Facets, worker: string): string {
  const { kind, codes, outcome, status, entrypoint, version } = facets;
  if (kind === 'notice') return worker;
  return [worker, codes, outcome, status === 0 ? '' : status, entrypoint, version].join('\n');
}
