import type { EventDetail, FieldView, FromPage } from '../../extension/shared/protocol.ts';
import { strings } from '../strings.ts';
import { element } from './dom.ts';
import './fields/fields.ts';
import { heading } from './heading.ts';

type Send = (message: FromPage) => void;

export function request({ id, request: view }: EventDetail, send: Send): HTMLElement | undefined {
  if (view === undefined) return undefined;
  const { method, url, fields, headers } = view;
  return element(
    'section',
    'request',
    heading(strings.request, method),
    element('div', 'address', url),
    pairs(id, fields, send),
    pairs(id, headers, send),
  );
}

export function facts({ id, facts: fields }: EventDetail, send: Send): HTMLElement | undefined {
  if (fields.length === 0) return undefined;
  return element('section', 'facts', heading(strings.facts, ''), pairs(id, fields, send));
}

function pairs(id: number, fields: readonly FieldView[], send: Send): HTMLElement | undefined {
  if (fields.length === 0) return undefined;
  const made = document.createElement('tw-fields');
  made.fields = fields;
  made.row = id;
  made.send = send;
  return made;
}
