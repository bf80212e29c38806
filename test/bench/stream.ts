import { rawEvent, rawException, type RawEvent } from '../support/events.ts';

/** An event of some 4.2 kB as wrangler prints it, as a busy Worker makes them: the same ones each time. */
export function benchEvent(index: number): RawEvent {
  const failing = index % 20 === 0;
  return rawEvent({
    outcome: failing ? 'exception' : 'ok',
    exceptions: failing
      ? [
          rawException(
            `boom ${index}`,
            '    at boom (index.js:7:32)\n    at Object.fetch (index.js:9:1)',
          ),
        ]
      : [],
    logs: Array.from({ length: 3 }, (_, line) => ({
      message: ['user', { id: index * 31 + line, name: 'Ada Lovelace', tags: ['a', 'b'] }],
      level: 'log',
      timestamp: 1_767_200_000_000 + index,
    })),
    event: {
      request: {
        url: `https://shop.example.com/products/${index}?page=${index % 7}`,
        method: index % 3 === 0 ? 'POST' : 'GET',
        headers: Object.fromEntries(
          HEADERS.map((name, header) => [
            name,
            `${name} value ${(index * 7919 + header) % 100_000}`,
          ]),
        ),
        cf: Object.fromEntries(HEADERS.map((name) => [name.replaceAll('-', ''), `${name} of cf`])),
      },
      response: { status: 200 },
    },
  });
}

const HEADERS =
  'accept accept-encoding accept-language cache-control cf-connecting-ip cf-ipcountry cf-ray cf-visitor connection content-length content-type cookie host origin priority referer sec-ch-ua sec-ch-ua-mobile sec-fetch-dest sec-fetch-mode sec-fetch-site user-agent x-forwarded-proto x-real-ip'.split(
    ' ',
  );

/** What wrangler v4 prints for these events, and each event's own bytes. */
export function benchStream(count: number): { readonly bytes: Buffer; readonly parts: Buffer[] } {
  const parts = Array.from({ length: count }, (_, index) =>
    Buffer.from(`${JSON.stringify(benchEvent(index), null, 4)}\n`),
  );
  return { bytes: Buffer.concat(parts), parts };
}
