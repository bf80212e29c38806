import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meaningOf } from '../../extension/core/catalog/catalog.ts';
import { decided, identify } from '../../extension/core/catalog/identify.ts';
import {
  parseInventory,
  readInventory,
  reasonOf,
  UNKNOWN,
  withValues,
  type InventoryLine,
} from '../inventory/inventory.ts';

const inventory = await readInventory();
const lines = [...inventory.values()].flat();

/** A word and a number: what a gap holds must not matter. */
const VALUES = ['sample', '17'];

/** A text may be without a code that the catalog has: then it must not get a wrong one. */
function wrong({ place, text, origin, verdict }: InventoryLine): string[] {
  if (verdict !== UNKNOWN && meaningOf(verdict) === undefined) {
    return [`${place} names ${verdict}, which the catalog does not have`];
  }
  return VALUES.flatMap((value) => {
    const message = withValues(text, value);
    const code = decided(identify(message, origin))?.entry.key ?? UNKNOWN;
    return code === verdict ? [] : [`${place} wants ${verdict}, not ${code}: ${message}`];
  });
}

for (const [name, own] of inventory) {
  test(`each text of ${name} is what it says: an entry, or internal for a reason`, () => {
    const reachable = own.filter((line) => reasonOf(line) === undefined);
    assert.deepEqual(reachable.flatMap(wrong), []);
    const silent = own.filter((line) => (reasonOf(line) ?? 'reason').length < 5);
    assert.deepEqual(silent, [], 'a text that no code of a user reaches says why');
  });

  test(`no text of ${name} has two verdicts`, () => {
    const verdicts = new Map<string, string>();
    for (const { place, text, origin, verdict } of own) {
      const key = `${origin} ${withValues(text, '')}`;
      const other = verdicts.get(key) ?? verdict;
      assert.equal(verdict, other, `${place}: ${text}`);
      verdicts.set(key, verdict);
    }
  });
}

const reachable = lines.filter((line) => reasonOf(line) === undefined);
const known = reachable.filter(({ verdict }) => verdict !== UNKNOWN).length;
const share = (100 * known) / Math.max(1, reachable.length);
const internal = lines.length - reachable.length;

test(`the catalog knows ${known} of ${reachable.length} texts, ${share.toFixed(1)} %; ${internal} more reach no user`, () => {
  assert.ok(share >= 95, 'less than 95 %');
});

test('a line says its place, whether it is a warning, and where it breaks', () => {
  const [first, second] = parseInventory(
    'a.tsv',
    '# file\ttext\tverdict\n\nx.c++\tNo {x}.\trt:a\ny.c++ warn\tone\\ntwo\tinternal: why\n',
  );
  assert.deepEqual(first, {
    place: 'a.tsv:3',
    file: 'x.c++',
    origin: 'exception',
    text: 'No {x}.',
    verdict: 'rt:a',
  });
  assert.ok(second !== undefined);
  assert.deepEqual([second.origin, second.text, reasonOf(second)], ['log', 'one\ntwo', 'why']);
  assert.throws(() => parseInventory('b.tsv', 'only\ttwo'), /b\.tsv:1 is not/);
});
