import type { KeptTexts } from '../../core/export/keptTexts.ts';
import type { Timeline } from '../../core/tail/timeline.ts';
import { t } from '../../shared/l10n.ts';

/** The events of the timeline, as those who copy and save them ask for them. */
export function timelineTexts(timeline: Timeline): KeptTexts {
  return {
    selections: () => [
      {
        label: t('All events'),
        count: timeline.next - timeline.oldest,
        ids: function* () {
          // Those that come meanwhile are not among them.
          const { oldest, next } = timeline;
          for (let id = oldest; id < next; id++) yield id;
        },
      },
    ],
    read: (id) => {
      const kept = timeline.get(id);
      if (kept === undefined || kept.text === '') return Promise.resolve(undefined);
      const worker = timeline.workers[kept.row.worker] ?? '';
      return Promise.resolve({ worker, text: kept.text });
    },
  };
}
