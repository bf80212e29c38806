/** Ids of what the editor restores by itself, known without loading the parts behind them. */
export const PANEL_VIEW = 'tailWorker.panel';
export const CODE_PAGE_VIEW = 'tailWorker.codePage';
