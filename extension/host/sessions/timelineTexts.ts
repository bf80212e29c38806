import type { EventSelection, KeptTexts } from '../../core/export/keptTexts.ts';
import type { KeptEvents } from '../../core/kept/keptEvents.ts';
import type { TimeOrder } from '../../core/kept/timeOrder.ts';
import type { Viewer } from '../../core/view/viewer.ts';
import { t } from '../../shared/l10n.ts';

/** The kept events, as those who copy and save them ask for them. @param workers names of the Workers, by index. */
export function timelineTexts(
  kept: KeptEvents,
  workers: readonly string[],
  viewer: Viewer,
): KeptTexts {
  return {
    selections: () => {
      const { view, text } = viewer;
      const all = selection(t('All events'), kept.order);
      return text === ''
        ? [all]
        : [selection(t('What the filter shows: {0}', text), view.order), all];
    },
    read: async (id) => {
      const text = await kept.read(id);
      if (text === undefined || text === '' || !kept.has(id)) return undefined;
      return { worker: workers[kept.facetsOf(id).worker] ?? '', text };
    },
  };
}

/** Those that come meanwhile are not among them. */
function selection(label: string, order: TimeOrder): EventSelection {
  const ids = order.slice(0, order.length).slice();
  return { label, count: ids.length, ids: () => ids };
}
