import type { EventDetail, RequestView } from '../../extension/shared/protocol.ts';
import { strings } from '../strings.ts';
import { element } from './dom.ts';
import { heading } from './heading.ts';

export function request(view: RequestView | undefined): HTMLElement | undefined {
  if (view === undefined) return undefined;
  const { method, url, status, headers } = view;
  return element(
    'section',
    'request',
    heading(strings.request, status ?? ''),
    element('div', 'address', `${method} ${url}`),
    pairs(headers),
  );
}

export function facts(detail: EventDetail): HTMLElement | undefined {
  if (detail.facts.length === 0) return undefined;
  return element('section', 'facts', heading(strings.facts, ''), pairs(detail.facts));
}

function pairs(list: readonly (readonly [name: string, value: string])[]): HTMLElement | undefined {
  if (list.length === 0) return undefined;
  return element(
    'dl',
    'pairs',
    ...list.flatMap(([name, value]) => [
      element('dt', '', name),
      element('dd', value === strings.masked || value === 'REDACTED' ? 'masked' : '', value),
    ]),
  );
}
