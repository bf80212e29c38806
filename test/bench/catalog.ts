/**
 * Finding the code of a message. Most messages have none, so that answer is the one that must be cheap:
 * below 2 µs, and not slower than one `includes` a text of the catalog in the same run. The catalog grows
 * with each text of the platform, so the same must hold for one that is some times larger.
 */
import { ENTRIES } from '../../extension/core/catalog/catalog.ts';
import type { CatalogEntry, MessageText } from '../../extension/core/catalog/catalogEntry.ts';
import { identify } from '../../extension/core/catalog/identify.ts';
import { MessageIndex } from '../../extension/core/catalog/messageIndex.ts';
import { readInventory } from '../inventory/inventory.ts';
import { FOREIGN_MESSAGES } from '../unit/core/catalog/foreignMessages.ts';
import { median, verdict } from './report.ts';

const ROUNDS = 15;
const PASSES = 60;
const CALLS = PASSES * FOREIGN_MESSAGES.length;
/** A catalog of this many texts is some times larger than all that the platform can say. */
const MANY = 8000;

const texts = ENTRIES.flatMap(({ messages = [] }) => messages);
const parts = texts.map(({ text }) =>
  text.split(/\{[^{}]*\}/).reduce((a, b) => (b.length > a.length ? b : a)),
);
const own = new MessageIndex(ENTRIES);
const many = new MessageIndex(entriesOf(await largerCatalog()));

/** What the catalog has, then texts with the same words: the beginning of one and the end of another. */
async function largerCatalog(): Promise<readonly MessageText[]> {
  const lines = [...(await readInventory()).values()].flat();
  const words = [...texts, ...lines].map(({ text }) => text.split(' '));
  const all = [...texts];
  for (let step = 1; all.length < MANY; step++) {
    for (const [index, first] of words.entries()) {
      const second = words[(index + step) % words.length] ?? first;
      const halves = [
        ...first.slice(0, Math.ceil(first.length / 2)),
        ...second.slice(Math.floor(second.length / 2)),
      ];
      all.push({ text: `${halves.join(' ')} of the platform` });
    }
  }
  return all;
}

function entriesOf(messages: readonly MessageText[]): CatalogEntry[] {
  const [model] = ENTRIES;
  return model === undefined ? [] : messages.map((message) => ({ ...model, messages: [message] }));
}

function countFound(find: (message: string) => unknown): number {
  let found = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    for (const message of FOREIGN_MESSAGES) if (find(message) !== undefined) found++;
  }
  return found;
}

const ways: Record<string, () => number> = {
  catalog: () => countFound((message) => identify(message, 'exception')),
  texts: () => countFound((message) => own.find(message)),
  'many texts': () => countFound((message) => many.find(message)),
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

const [catalog = 0, few = 0, more = 0, includes = 0] = [...times.values()].map((each) =>
  median(each),
);
console.log(`${FOREIGN_MESSAGES.length} messages, ${texts.length} texts in the catalog`);
verdict('a message without a code, µs', catalog, '< 2', catalog < 2);
verdict('share of one includes a text', catalog / includes, '≤ 1', catalog <= includes);
const size = MANY / texts.length;
verdict(`its texts alone among ${MANY}, µs`, more, '< 2', more < 2);
verdict(
  `growth of that for ${size.toFixed(1)} times the texts`,
  more / few,
  '≤ 3',
  more <= 3 * few,
);
