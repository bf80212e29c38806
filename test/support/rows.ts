import type { Row } from '../../extension/shared/row.ts';

export function someRow(fields: Partial<Row> = {}): Row {
  return {
    id: 0,
    time: 1_767_200_000_000,
    worker: 0,
    kind: 'fetch',
    tone: 'normal',
    status: 200,
    cpu: 1,
    wall: 2,
    title: 'GET /',
    code: '',
    text: '',
    ...fields,
  };
}
