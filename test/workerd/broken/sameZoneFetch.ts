import { Response } from 'miniflare';
import type { BrokenWorker } from './brokenWorker.ts';
import { handler } from './fragments.ts';

export const sameZoneFetch: readonly BrokenWorker[] = [
  {
    code: 'cf:1042',
    // Only Cloudflare's network refuses the call: its answer is imitated.
    message: /error code: 1042/,
    name: 'a Worker called by its public address',
    source: handler(`const answer = await fetch('https://prices.me.workers.dev/today');
return Response.json(await answer.json());`),
    title: 'Call the Worker prices by a service binding: `env.PRICES.fetch()`',
    exchange: 'get',
    answer: '200 {"bread":2}',
    runtime: {
      serviceBindings: { PRICES: () => Response.json({ bread: 2 }) },
      outboundService: () => new Response('error code: 1042', { status: 404 }),
    },
  },
];
