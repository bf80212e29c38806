import type { KeptEvents } from '../../core/kept/keptEvents.ts';
import type { Viewer } from '../../core/view/viewer.ts';
import type { FilterView } from '../../shared/viewer.ts';
import { savedFilters } from '../settings.ts';

export function filterView(viewer: Viewer, kept: KeptEvents): FilterView {
  return {
    text: viewer.text,
    matched: viewer.view.events,
    events: kept.events,
    progress: viewer.progress,
    aside: viewer.aside,
    saved: savedFilters(),
  };
}
