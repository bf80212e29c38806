import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compile } from '../../../../extension/core/filter/compile.ts';
import { eventFieldsOf } from '../../../../extension/core/filter/eventFieldsOf.ts';
import { matches } from '../../../../extension/core/filter/matches.ts';
import { judgeRows, UNKNOWN, YES } from '../../../../extension/core/filter/verdict.ts';
import { failuresOf } from '../../../../extension/core/errors/failures.ts';
import { KeptEvents } from '../../../../extension/core/kept/keptEvents.ts';
import { recordOf } from '../../../../extension/core/kept/recordOf.ts';
import { BLOCK } from '../../../../extension/core/kept/rowBlock.ts';
import { MemorySpill } from '../../../../extension/core/kept/spill.ts';
import { parseFilter } from '../../../../extension/shared/filter/parseFilter.ts';
import type { Query } from '../../../../extension/shared/filter/query.ts';
import { someEvent, someFilter } from '../../../support/filterEvents.ts';

function queryOf(text: string): Query {
  const parsed = parseFilter(text, { utcOffset: 0 });
  assert.ok('query' in parsed, `${text}: ${'error' in parsed ? parsed.error.sentence : ''}`);
  return parsed.query;
}

/** Whether a filter asks for what only an event itself tells. */
function isOfHeader(text: string): boolean {
  return text.includes('header:');
}

test('rows are judged as their events are, in open blocks and in full ones', () => {
  fc.assert(
    fc.property(
      fc.array(someEvent, { minLength: 1, maxLength: 12 }),
      someFilter,
      fc.constantFrom(0, 40, Infinity),
      fc.boolean(),
      (events, text, room, isFull) => {
        const query = queryOf(text);
        const kept = new KeptEvents(() => Infinity, new MemorySpill());
        const count = isFull ? BLOCK : events.length;
        for (let index = 0; index < count; index++) {
          const event = events[index % events.length];
          if (event !== undefined) kept.add(recordOf(event, failuresOf(event), 0, room), '');
        }
        const [block] = kept.blocks;
        assert.ok(block);
        const verdicts = new Uint8Array(BLOCK);
        judgeRows(compile(query, { kept, workers: ['api'] }), block, 0, block.count, verdicts);
        for (const [index, event] of events.entries()) {
          const expected = matches(query, eventFieldsOf(event, 'api'));
          const verdict = verdicts[index];
          if (verdict === UNKNOWN) assert.ok(room < Infinity || isOfHeader(text), text);
          else assert.equal(verdict === YES, expected, `${text}\n${block.text(index)}`);
        }
      },
    ),
    { numRuns: 500 },
  );
});
