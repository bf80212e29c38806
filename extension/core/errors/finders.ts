/** What finds places in the syntax tree, in one chunk that is loaded with the first event that needs it. */
export { findFunction } from './functionFinder.ts';
export { findHandler, findMessageListener } from './handlerFinder.ts';
export { findMistake } from './mistakeFinder.ts';
