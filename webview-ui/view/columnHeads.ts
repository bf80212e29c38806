import { strings } from '../strings.ts';
import { element } from './dom.ts';

/** The heads of the list's columns, for the eye: each row says to a screen reader what it holds. */
export function columnHeads(): HTMLElement {
  const heads = element(
    'div',
    'columns',
    ...(['time', 'worker', 'event', 'cpu', 'wall'] as const).map((column) =>
      element('span', column, strings[column]),
    ),
  );
  heads.setAttribute('aria-hidden', 'true');
  return heads;
}
