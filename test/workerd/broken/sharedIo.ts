import { talk } from '../exchange.ts';
import type { BrokenWorker } from './brokenWorker.ts';
import { handler } from './fragments.ts';

/** The first request makes the object, the second one uses it. */
const SHARED = {
  code: 'rt:other-request-io',
  message: /^Cannot perform I\/O on behalf of a different request\./,
  exchange: async (url: URL) => {
    await talk(url, 'get');
    return talk(url, 'get');
  },
  traces: 2,
};

export const sharedIo: readonly BrokenWorker[] = [
  {
    ...SHARED,
    name: 'a shared response that is read',
    source: `let cached: Response | undefined;
${handler(`if (!cached) cached = await env.UP.fetch(request);
return new Response(await cached!.clone().text());`)}`,
    title: 'Keep what `text()` gives, not the response',
    answer: '200 from upstream',
  },
  {
    ...SHARED,
    name: 'a shared response that is returned',
    source: `let cached: Response | undefined;
${handler(`if (!cached) cached = await env.UP.fetch(request);
return cached!.clone();`)}`,
    title: 'Move `cached` into the function that uses it',
    answer: '200 from upstream',
  },
];
