import { WebSocket } from 'ws';
import type { RunningWorker } from './worker/runningWorker.ts';

/** One thing that a visitor does. Failures are the Worker's business: they are not thrown. */
export type Visit = (worker: RunningWorker) => Promise<void>;

/** What visitors of the demo do; those named after a file run into the mistake in it. */
export const VISITS = {
  home: get(''),
  missing: get('favicon.ico'),
  searchWord: get('search?q=hello'),
  message: post('rooms/lobby/messages', { author: 'ada', text: 'hello' }),
  chat: chat((socket) => socket.close(1000)),
  /** src/audit.ts: Illegal invocation. */
  audit: post('rooms/lobby/invite?guest=grace', {}),
  /** src/avatar.ts: immutable headers. */
  avatar: get('avatars/ada'),
  /** src/liveStatus.ts: a WebSocket is used before it is accepted. */
  liveStatus: connect('status', (socket) => socket.close(1000)),
  /** src/messages.ts: a body is read twice. */
  quote: post('rooms/lobby/messages', { author: 'bob', text: '> hello' }),
  /** src/limits.ts: something is undefined. */
  limits: get('rooms/lobby/limits'),
  /** src/search.ts: a promise that is never settled. */
  search: get('search'),
  /** src/room.ts: a close code that may not be sent. */
  room: chat((socket) => socket.terminate()),
  /** src/digest.ts: work after the end of the handler fails. */
  digest: cron('*/5 * * * *'),
} satisfies Record<string, Visit>;

/** Mostly healthy; a mistake every second or so. */
const SCHEDULE: readonly (keyof typeof VISITS)[] = [
  ...(['home', 'message', 'audit', 'chat', 'home', 'avatar', 'message'] as const),
  ...(['missing', 'liveStatus', 'home', 'searchWord', 'quote', 'message', 'chat'] as const),
  ...(['limits', 'home', 'room', 'message', 'searchWord', 'search', 'home', 'digest'] as const),
];

/** Visits the demo, four times a second, until it is told to stop. Goes on over deployments. */
export function startTraffic(worker: RunningWorker, perSecond = 4): { stop(): void } {
  let next = 0;
  const timer = setInterval(() => {
    const visit = SCHEDULE[next++ % SCHEDULE.length];
    if (visit !== undefined) void VISITS[visit](worker);
  }, 1000 / perSecond);
  return { stop: () => clearInterval(timer) };
}

/** Long enough for anything but the visit that hangs; that one is ended by the runtime. */
const PATIENCE = 10_000;

function get(path: string): Visit {
  return (worker) => request(worker, path, {});
}

function post(path: string, body: unknown): Visit {
  return (worker) => request(worker, path, { method: 'POST', body: JSON.stringify(body) });
}

async function request(worker: RunningWorker, path: string, init: RequestInit): Promise<void> {
  try {
    const response = await fetch(worker.url + path, {
      ...init,
      signal: AbortSignal.timeout(PATIENCE),
    });
    await response.text();
  } catch {
    // The Worker was redeployed, or hung.
  }
}

function cron(schedule: string): Visit {
  return async (worker) => {
    try {
      await worker.runCron(schedule);
    } catch {
      // The runtime was replaced, or closed the connection while the machine was busy.
    }
  };
}

/** Joins the room, says something, and leaves in the way given. */
function chat(leave: (socket: WebSocket) => void): Visit {
  return connect('rooms/lobby/connect?name=ada', (socket) => {
    socket.send('hello');
    socket.once('message', () => leave(socket));
  });
}

function connect(path: string, opened: (socket: WebSocket) => void): Visit {
  return (worker) =>
    new Promise((resolve) => {
      const socket = new WebSocket(worker.url.replace(/^http/, 'ws') + path);
      const giveUp = setTimeout(() => socket.terminate(), PATIENCE);
      socket.on('open', () => opened(socket));
      socket.on('error', () => undefined); // a failed upgrade is what some visits are for
      socket.on('close', () => {
        clearTimeout(giveUp);
        resolve();
      });
    });
}
