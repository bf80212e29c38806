import { element } from './dom.ts';

/** The head of a part of the detail. @param note what stands beside it, muted. */
export function heading(title: string, note: string | number): HTMLElement {
  return element(
    'h2',
    'heading',
    title,
    // The blank is heard: without it both are one word.
    ...(note === '' ? [] : [' ', element('span', 'note', String(note))]),
  );
}
