import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TimeOrder } from '../../../../extension/core/kept/timeOrder.ts';
import { PageWindow } from '../../../../extension/core/view/pageWindow.ts';
import { RowWindow } from '../../../../webview-ui/rowWindow.ts';
import { someRow, wholeList } from '../../../support/rows.ts';

/** Id and time of an event, or what the reader does. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('add' as const), time: fc.nat(900) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drop' as const), time: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('show' as const), time: fc.nat(900) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('follow' as const), time: fc.constant(0) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tell' as const), time: fc.constant(0) }) },
);

test('whatever comes and goes, the page has the rows of the list where it thinks they are', () => {
  fc.assert(
    fc.property(fc.nat(1500), fc.array(step, { maxLength: 300 }), (already, steps) => {
      const times: number[] = [];
      const order = new TimeOrder((id) => times[id] ?? NaN);
      const add = (time: number): number => {
        times.push(time);
        return order.insert(times.length - 1);
      };
      for (let index = 0; index < already; index++) add(index);
      const window = new PageWindow(order);
      const page = new RowWindow();
      let oldest = 0;
      const tell = (): void => {
        const update = window.update();
        if (update === undefined) return;
        const { ids, ...rest } = update;
        page.apply({ ...wholeList(Array.from(ids, (id) => someRow({ id }))), ...rest });
        assert.equal(page.total, order.length);
        for (let at = page.first; at < page.end; at++) assert.equal(page.at(at)?.id, order.at(at));
        if (window.follow) assert.equal(page.end, order.length);
      };
      tell();
      for (const { do: kind, time } of steps) {
        if (kind === 'add') window.changed({ kind: 'inserted', position: add(time) });
        else if (kind === 'drop' && oldest < times.length) {
          window.changed({ kind: 'removed', position: order.remove(oldest++) });
        } else if (kind === 'show') {
          window.show(Math.min(time, order.length));
          tell();
          if (order.length > 0) {
            const at = Math.min(time, order.length - 1);
            assert.equal(page.at(at)?.id, order.at(at));
          }
        } else if (kind === 'follow') window.followEnd();
        else tell();
      }
      tell();
    }),
  );
});
