import type { FromPage, RelatedView } from '../../extension/shared/protocol.ts';
import { strings } from '../strings.ts';
import { button, element } from './dom.ts';
import { timeOfDay } from './formats.ts';
import { heading } from './heading.ts';

/** Other events of the same request or object: each leads to its row, and all of them to a filter. */
export function related(
  groups: readonly RelatedView[],
  send: (message: FromPage) => void,
): HTMLElement[] {
  return groups.map(({ reason, term, rows }) => {
    const all = button('link', strings.onlyThis(term), () =>
      send({ type: 'filterBy', term, exclude: false }),
    );
    return element(
      'section',
      'related',
      heading(reason, ''),
      element(
        'ol',
        'lines',
        ...rows.map(({ id, time, title, tone }) =>
          element(
            'li',
            'line',
            element('span', 'time', timeOfDay(time)),
            button(`link event ${tone}`, title, () => send({ type: 'openRelated', id })),
          ),
        ),
      ),
      element('p', 'all', all),
    );
  });
}
