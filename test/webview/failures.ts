import type { EventDetail, StateMessage } from '../../extension/shared/protocol.ts';
import type { Row } from '../../extension/shared/row.ts';
import { someRow, wholeList } from '../support/rows.ts';
import { detailOf, frame, stateMessage } from './shop.ts';

const NO_NAME = "TypeError: Cannot read properties of undefined (reading 'name')";

/** A few requests of an app that catches what fails: each way in which a failure becomes known. */
const rows: readonly Partial<Row>[] = [
  { title: 'GET /bookings', status: 200, text: 'log 12 bookings' },
  {
    title: 'POST /bookings',
    status: 500,
    tone: 'error',
    code: 'failure:logged',
    text: NO_NAME,
  },
  {
    title: 'GET /bookings/42/invoice?format=pdf&language=en',
    status: 503,
    tone: 'answered',
    code: 'http:503',
    text: 'error upstream {"error":{}}',
  },
  {
    title: 'GET /rates',
    status: 500,
    tone: 'answered',
    code: 'http:500',
    text: 'Answered with an error status, and nothing says why',
  },
  {
    title: 'GET /me',
    status: 401,
    tone: 'warning',
    code: 'failure:logged',
    text: 'HTTPException: not you',
  },
  {
    kind: 'queue',
    title: 'queue mails (10)',
    status: 0,
    tone: 'warning',
    code: 'failure:logged',
    text: 'Error: mail to 3 of 10 was refused, tried again',
  },
  {
    title: 'GET /checkout',
    status: 0,
    tone: 'error',
    code: 'cf:1101',
    text: "TypeError: Can't modify immutable headers.",
  },
];

export const failureRows: readonly Row[] = rows.map((row, id) =>
  someRow({ time: Date.UTC(2026, 10, 21, 12, 4, 20 + id), cpu: 2, wall: 14 + id, ...row, id }),
);
export const LOGGED = 1;
export const ANSWERED = 2;
export const WENT_ON = 5;

export function failures(): StateMessage {
  const counts = { events: 7, failing: 4, logged: 2, gaps: 0, dropped: 0, rejected: 0 };
  return stateMessage({ rows: wholeList(failureRows), counts });
}

export const loggedDetail: EventDetail = detailOf({
  id: LOGGED,
  title: 'POST /bookings',
  version: '2f6b9c1e-6c1d-4d52-9a43-0c1f8a2f1d11',
  explain: {
    code: 'rt:undefined-property',
    title: 'A property of undefined or null',
    text: 'The value before the property is missing at run time.',
    evidence: 'The Worker logged this error and answered 500.',
    visitorSaw: undefined,
    also: [{ code: 'failure:logged', title: 'An Error was logged, and nothing was thrown' }],
    undecided: undefined,
    link: 'https://developers.cloudflare.com/workers/observability/errors/',
    fixes: [],
    steps: [],
    example: undefined,
    place: { path: 'src/bookings.ts', line: 12, column: 34 },
  },
  errors: [
    {
      kind: 'logged',
      level: 'error',
      name: 'TypeError',
      message: "Cannot read properties of undefined (reading 'name')",
      frames: [
        frame('(anonymous)', 'src/bookings.ts', 12, 34),
        {
          functionName: 'async dispatch',
          place: { path: '../node_modules/hono/dist/compose.js', line: 35, column: 11 },
          certainty: 'unmapped',
          canOpen: false,
        },
      ],
    },
  ],
  logs: [{ level: 'error', time: failureRows[LOGGED]?.time, parts: [NO_NAME] }],
});

export const answeredDetail: EventDetail = detailOf({
  id: ANSWERED,
  title: failureRows[ANSWERED]?.title ?? '',
  explain: {
    code: 'http:503',
    title: 'Answered with an error status, and nothing says why',
    text: 'The Worker ran to its end and answered 5xx. The event has no exception and no logged Error, so only the status tells that something failed.',
    evidence: 'The Worker answered 503; it threw nothing and logged no Error.',
    visitorSaw: undefined,
    also: [],
    undecided: undefined,
    link: 'https://developers.cloudflare.com/workers/observability/errors/',
    fixes: [],
    steps: [
      'Log the Error that is caught, as an argument of its own: `console.error(error)`.',
      'Return what went wrong in the body, for your own clients.',
    ],
    example:
      "app.onError((error, c) => {\n  console.error(error);\n  return c.text('Internal Server Error', 500);\n});",
    place: { path: 'src/index.ts', line: 9, column: 3 },
  },
  logs: [
    {
      level: 'error',
      time: failureRows[ANSWERED]?.time,
      parts: ['upstream', '{\n  "error": {}\n}'],
    },
  ],
});

export const wentOnDetail: EventDetail = detailOf({
  id: WENT_ON,
  title: 'queue mails (10)',
  version: '2f6b9c1e-6c1d-4d52-9a43-0c1f8a2f1d11',
  explain: {
    code: 'failure:logged',
    title: 'An Error was logged, and nothing was thrown',
    text: 'The code caught an error and gave it to the console. If it answered 5xx then, that error is why. Otherwise it went on, and the visitor may not have noticed.',
    evidence: 'The Worker logged this error; nothing was thrown.',
    visitorSaw: undefined,
    also: [],
    undecided: undefined,
    link: 'https://developers.cloudflare.com/workers/runtime-apis/handlers/tail/#tailitems',
    fixes: [],
    steps: [],
    example: undefined,
    place: { path: 'src/mails.ts', line: 31, column: 11 },
  },
  errors: [
    {
      kind: 'logged',
      level: 'warn',
      name: 'Error',
      message: 'mail to 3 of 10 was refused, tried again',
      frames: [frame('sendAll', 'src/mails.ts', 31, 11)],
    },
  ],
});
