/** Ids of what outlives the window, known without loading the parts behind them. */
export const PANEL_VIEW = 'tailWorker.panel';
export const CODE_PAGE_VIEW = 'tailWorker.codePage';
/** In the workspace's state; there only while there are problems. */
export const KEPT_PROBLEMS = 'problems';
