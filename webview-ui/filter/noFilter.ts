import type { FilterView } from '../../extension/shared/viewer.ts';

/** Until the host has told: everything is shown. */
export const NO_FILTER: FilterView = {
  text: '',
  matched: 0,
  events: 0,
  progress: 1,
  aside: undefined,
  saved: [],
};
