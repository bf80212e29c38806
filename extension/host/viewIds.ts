/** Ids of what outlives the window, known without loading the parts behind them. */
export const PANEL_VIEW = 'tailWorker.panel';
/** The panel's page in the editor area. */
export const EDITOR_VIEW = 'tailWorker.editor';
export const CODE_PAGE_VIEW = 'tailWorker.codePage';
/** In the workspace's state; there only while there are problems. */
export const KEPT_PROBLEMS = 'problems';
