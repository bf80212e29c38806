/**
 * Finding the code of a message. Most messages have none, so that answer is the one that must be cheap:
 * below 2 µs, and not slower than one `includes` a text of the catalog in the same run.
 */
import { ENTRIES } from '../../extension/core/catalog/catalog.ts';
import { identify } from '../../extension/core/catalog/identify.ts';
import { FOREIGN_MESSAGES } from '../unit/core/catalog/foreignMessages.ts';
import { median, verdict } from './report.ts';

const ROUNDS = 15;
const PASSES = 60;
const CALLS = PASSES * FOREIGN_MESSAGES.length;

const parts = ENTRIES.flatMap(({ messages = [] }) =>
  messages.map(({ text }) =>
    text.split(/\{[^{}]*\}/).reduce((a, b) => (b.length > a.length ? b : a)),
  ),
);

const ways: Record<string, () => number> = {
  catalog() {
    let found = 0;
    for (let pass = 0; pass < PASSES; pass++) {
      for (const message of FOREIGN_MESSAGES) {
        if (identify(message, 'exception') !== undefined) found++;
      }
    }
    return found;
  },
  'includes of every text'() {
    let found = 0;
    for (let pass = 0; pass < PASSES; pass++) {
      for (const message of FOREIGN_MESSAGES) {
        for (const part of parts) if (message.includes(part)) found++;
      }
    }
    return found;
  },
};

const times = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, run] of Object.entries(ways)) {
    const start = performance.now();
    const found = run();
    const took = ((performance.now() - start) * 1000) / CALLS;
    if (name === 'catalog' && found !== 0) throw new Error('A message of others was found.');
    // The first round warms up.
    if (round > 0) times.get(name)?.push(took);
  }
}

const catalog = median(times.get('catalog') ?? []);
const includes = median(times.get('includes of every text') ?? []);
console.log(`${FOREIGN_MESSAGES.length} messages, ${parts.length} texts in the catalog`);
verdict('a message without a code, µs', catalog, '< 2', catalog < 2);
verdict('share of one includes a text', catalog / includes, '≤ 1', catalog <= includes);
