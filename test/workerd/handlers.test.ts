import assert from 'node:assert/strict';
import { once } from 'node:events';
import * as path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Miniflare } from 'miniflare';
import { WebSocket } from 'ws';
import type { EntryModules, EntrySource } from '../../extension/core/errors/entrySource.ts';
import { handlerPlace } from '../../extension/core/errors/handlerPlace.ts';
import { decodeTailEvent } from '../../extension/core/tail/decodeTailEvent.ts';
import type { TailEvent } from '../../extension/shared/tailEvent.ts';
import { stackless } from './brokenProjects.ts';
import { DeployedProject, placeText } from './deployedProject.ts';
import { TailedRuntime } from './tailedRuntime.ts';

interface Case {
  /** Of the handler in the source. */
  readonly mark: string;
  readonly visit: (miniflare: Miniflare, url: URL) => Promise<unknown>;
  /** Which of the events is meant. */
  readonly is: (event: TailEvent) => boolean;
}

const PATIENCE_MS = 5_000;
const sockets = new Set<WebSocket>();

const CASES: Readonly<Record<string, Case>> = {
  'a thrown text': { mark: 'fetch', visit: get('text'), is: isFront('text') },
  'a Worker that hangs': { mark: 'never', visit: get('hung'), is: isFront('hung') },
  'no response': { mark: 'fetch', visit: get('nothing'), is: isFront('nothing') },
  'a failing Durable Object, seen by the Worker': {
    mark: 'fetch',
    visit: get('room'),
    is: isFront('room'),
  },
  'a failing Durable Object': {
    mark: 'room',
    visit: get('room'),
    is: ({ entrypoint, trigger }) => entrypoint === 'Room' && trigger.kind === 'fetch',
  },
  'a method of a Durable Object': {
    mark: 'rpc',
    visit: get('add'),
    is: ({ trigger }) => trigger.kind === 'rpc',
  },
  'an alarm, in a base class': {
    mark: 'alarm',
    visit: get('alarm'),
    is: ({ trigger }) => trigger.kind === 'alarm',
  },
  'a message of a hibernating socket': {
    mark: 'message',
    visit: say('hibernating'),
    is: ({ trigger }) => trigger.kind === 'webSocket' && trigger.type === 'message',
  },
  'the close of a hibernating socket': {
    mark: 'close',
    visit: say('hibernating'),
    is: ({ trigger }) => trigger.kind === 'webSocket' && trigger.type === 'close',
  },
  'a listener that throws, in an imported module': {
    mark: 'listener',
    visit: say('classic'),
    is: ({ exceptions }) => exceptions[0]?.message === 'Network connection lost.',
  },
  'a cron trigger, in an imported module': {
    mark: 'scheduled',
    visit: async (miniflare) => {
      await (await miniflare.getWorker('broken')).scheduled({ cron: '* * * * *' });
    },
    is: ({ trigger }) => trigger.kind === 'scheduled',
  },
  'a batch of a queue': {
    mark: 'queue',
    visit: async (miniflare) => {
      const message = { id: '1', timestamp: new Date(0), attempts: 1, body: 'a' };
      await (await miniflare.getWorker('broken')).queue('orders', [message]);
    },
    is: ({ trigger }) => trigger.kind === 'queue',
  },
};

describe('handlers of failures without a stack on workerd', { timeout: 60_000 }, () => {
  const runtime = new TailedRuntime();
  let deployed: DeployedProject;
  let miniflare: Miniflare;

  before(async () => {
    deployed = await DeployedProject.write(stackless);
    miniflare = await runtime.start({
      modules: await deployed.build([]),
      durableObjects: { ROOM: { className: 'Room', useSQLite: true } },
    });
  });
  after(async () => {
    for (const socket of sockets) socket.terminate();
    await runtime.dispose();
    await deployed.dispose();
  });

  for (const [name, { mark, visit, is }] of Object.entries(CASES)) {
    it(`are found for ${name}`, async () => {
      await visit(miniflare, await miniflare.ready);
      const event = await runtime.waitFor('an event', (traces) => traces.map(decode).find(is));
      assert.equal(event.exceptions[0]?.stack, undefined);
      const place = await handlerPlace(event, modulesOf(deployed));
      assert.equal(place && placeText(place), deployed.markOf(mark));
      const isGuess = mark === 'listener' || mark === 'never';
      assert.equal(place?.certainty, isGuess ? 'guessed' : 'handler');
    });
  }
});

function decode(trace: object): TailEvent {
  const decoded = decodeTailEvent(trace);
  assert.equal(decoded.kind, 'event');
  return decoded.event;
}

function get(name: string) {
  return async (_: Miniflare, url: URL): Promise<void> => {
    const response = await fetch(new URL(name, url), { signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.text();
  };
}

/** Says one message and goes; that the Worker closes its end is not waited for. */
function say(name: string) {
  return async (_: Miniflare, url: URL): Promise<void> => {
    const socket = new WebSocket(new URL(name, url).href.replace(/^http/, 'ws'));
    sockets.add(socket);
    await once(socket, 'open', { signal: AbortSignal.timeout(PATIENCE_MS) });
    socket.send('hello');
    socket.close(1000);
  };
}

function isFront(name: string) {
  return ({ entrypoint, trigger }: TailEvent): boolean =>
    entrypoint === undefined && trigger.kind === 'fetch' && trigger.url.endsWith(`/${name}`);
}

/** The project's modules as an editor would read them. */
function modulesOf(deployed: DeployedProject): EntryModules {
  const read = (name: string): EntrySource | undefined => {
    const text = deployed.textOf(name);
    return text === undefined
      ? undefined
      : { file: path.join(deployed.workspace, name), display: name, text };
  };
  return {
    environment: undefined,
    entry: () => Promise.resolve(read('chat/src/index.ts')),
    imported: (specifier, importer) =>
      Promise.resolve(
        read(path.posix.join(path.posix.dirname(importer.display), `${specifier}.ts`)),
      ),
    configuration: () => Promise.resolve(undefined),
  };
}
