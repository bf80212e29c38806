import type {
  Counts,
  EventDetail,
  SessionView,
  StateMessage,
  ToPage,
} from '../../extension/shared/protocol.ts';
import type { FilterView } from '../../extension/shared/viewer.ts';
import type { Row } from '../../extension/shared/row.ts';
import { someRow, wholeList } from '../support/rows.ts';

/** A believable half minute of a shop with three Workers. */
const start = Date.UTC(2026, 10, 21, 12, 4, 26, 733);

const at = (second: number): number => Date.UTC(2026, 10, 21, 12, 4, 0) + second * 1000;

const rows: readonly Partial<Row>[] = [
  { time: start, title: 'GET /login', status: 302, cpu: 1, wall: 6 },
  { time: at(27.018), kind: 'rpc', title: 'Api.getUser()', status: 0, cpu: 0, wall: 3 },
  { time: at(27.614), title: 'GET /products', cpu: 1, wall: 9 },
  { time: at(27.99), kind: 'queue', title: 'queue orders (10)', status: 0, cpu: 6, wall: 44 },
  {
    time: at(28.204),
    title: 'GET /report?year=2026',
    status: 503,
    cpu: 50,
    wall: 52,
    tone: 'error',
    code: 'cf:1102',
    text: 'exceededCpu: Worker exceeded CPU time limit.',
  },
  {
    time: at(29.33),
    kind: 'notice',
    tone: 'warning',
    status: 0,
    cpu: NaN,
    wall: NaN,
    title: 'Gap of 1.4 s: connection lost, reconnected (attempt 1 of 5)',
  },
  {
    time: at(29.871),
    worker: 2,
    kind: 'scheduled',
    title: 'cron */5 * * * *',
    status: 0,
    cpu: 12,
    wall: 240,
    text: 'log synced 118 rows',
  },
  {
    time: at(30.412),
    worker: 1,
    kind: 'upgrade',
    tone: 'muted',
    title: 'WS GET /rooms/lobby',
    status: 0,
    cpu: 3,
    wall: 134_000,
    text: 'canceled: the client left',
  },
  {
    time: at(30.955),
    worker: 1,
    kind: 'webSocket',
    tone: 'warning',
    title: 'Room.webSocketClose ab12…9f',
    status: 0,
    cpu: 0,
    wall: 0,
    code: 'ws:1006',
    text: 'abnormal closure, no close frame was received',
  },
  { time: at(31.127), title: 'GET /products/42', cpu: 2, wall: 18 },
  {
    time: at(31.64),
    worker: 1,
    kind: 'webSocket',
    tone: 'error',
    title: 'Room.webSocketMessage ab12…9f',
    status: 0,
    cpu: 1,
    wall: 2,
    code: 'outcome:exception',
    text: "TypeError: Cannot read properties of undefined (reading 'name')",
  },
  {
    time: at(31.882),
    title: 'POST /checkout',
    status: 500,
    cpu: 4,
    wall: 31,
    tone: 'error',
    code: 'cf:1101',
    text: "TypeError: Can't modify immutable headers.",
  },
];

export const shopRows: readonly Row[] = rows.map((row, id) => someRow({ ...row, id }));

/** The id of the row whose detail is `checkoutDetail`. */
export const CHECKOUT = shopRows.length - 1;

export function session(fields: Partial<SessionView> = {}): SessionView {
  return {
    id: 'api',
    name: 'api',
    source: 'tail',
    state: 'live',
    sentence: 'Connected.',
    startedAt: Date.now() - 842_000,
    stoppedAt: undefined,
    eventsPerSecond: 12.3,
    worker: 0,
    ...fields,
  };
}

/** Of the whole session. */
export const COUNTS: Counts = {
  events: 8412,
  failing: 37,
  logged: 0,
  gaps: 1,
  dropped: 0,
  rejected: 0,
};

/** Everything is shown. */
export const NO_FILTER: FilterView = {
  text: '',
  matched: 8412,
  events: 8412,
  progress: 1,
  aside: undefined,
  saved: [],
};

/** Every row is gone. */
export const CLEARED: ToPage = {
  type: 'rows',
  rows: wholeList([], { list: 99 }),
  counts: { events: 0, failing: 0, logged: 0, gaps: 0, dropped: 0, rejected: 0 },
};

export function stateMessage(fields: Partial<StateMessage> = {}): StateMessage {
  return {
    type: 'state',
    sessions: [session()],
    workers: ['api', 'rooms', 'cron'],
    empty: undefined,
    rows: wholeList(shopRows),
    counts: COUNTS,
    filter: NO_FILTER,
    ...fields,
  };
}

export function shop(): StateMessage {
  return stateMessage({
    sessions: [
      session(),
      session({ id: 'rooms', name: 'rooms', worker: 1, eventsPerSecond: 0.4 }),
      session({ id: 'cron', name: 'cron', worker: 2, eventsPerSecond: 0, state: 'quiet' }),
    ],
  });
}

export function detailOf(fields: Partial<EventDetail> = {}): EventDetail {
  return {
    id: 0,
    title: 'GET /login',
    worker: 'api',
    time: start,
    outcome: 'ok',
    version: '2f6b9c1e-6c1d-4d52-9a43-0c1f8a2f1d11',
    explain: undefined,
    errors: [],
    logs: [],
    request: undefined,
    hasTwin: false,
    facts: [['outcome', 'ok']],
    related: [],
    ...fields,
  };
}

export const checkoutDetail: EventDetail = detailOf({
  id: CHECKOUT,
  title: 'POST /checkout',
  time: at(31.882),
  outcome: 'exception',
  explain: {
    code: 'cf:1101',
    title: 'The Worker tried to change headers that cannot be changed',
    text: 'A response from fetch() has immutable headers.',
    evidence: 'The first exception says it.',
    visitorSaw: 'Error 1101',
    also: [{ code: 'outcome:exception', title: 'The Worker threw an exception' }],
    undecided: undefined,
    link: 'https://developers.cloudflare.com/workers/observability/errors/',
    fixes: [
      {
        key: 'copy',
        title: 'Copy the response before changing it',
        safe: true,
        files: ['shop/src/checkout.ts'],
      },
    ],
    steps: [],
    example: undefined,
    place: { path: 'src/cors.ts', line: 18, column: 20 },
  },
  errors: [
    {
      kind: 'thrown',
      level: undefined,
      name: 'TypeError',
      message: "Can't modify immutable headers.",
      frames: [
        frame('addCors', 'src/cors.ts', 18, 20),
        frame('checkout', 'src/checkout.ts', 41, 10),
        {
          functionName: 'async Object.fetch',
          place: { path: 'index.js', line: 29_296, column: 187 },
          certainty: 'unmapped',
          canOpen: false,
        },
      ],
    },
  ],
  logs: [
    {
      level: 'log',
      time: at(31.871),
      parts: [
        'cart',
        '{\n  "id": "c_812",\n  "items": [\n    1,\n    2,\n    3\n  ],\n  "total": 41.5\n}',
      ],
    },
    { level: 'warn', time: at(31.88), parts: ['upstream answered late'] },
  ],
  request: {
    method: 'POST',
    url: 'https://shop.example.com/checkout',
    fields: [['status', 'none: the handler threw', 'http:none']],
    headers: [
      ['cf-ray', '8f1c2a7be9d1c0de-AMS'],
      ['content-type', 'application/json'],
      ['cookie', 'masked'],
    ],
  },
  hasTwin: true,
  facts: [
    ['outcome', 'exception'],
    ['version', '2f6b9c1e-6c1d-4d52-9a43-0c1f8a2f1d11'],
    ['CPU ms', '4'],
    ['wall ms', '31'],
  ],
});

export function frame(
  functionName: string,
  path: string,
  line: number,
  column: number,
): EventDetail['errors'][number]['frames'][number] {
  return {
    functionName,
    place: { path, line, column },
    certainty: 'mapped',
    canOpen: true,
  };
}
