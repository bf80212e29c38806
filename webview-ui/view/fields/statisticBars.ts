import { html, type TemplateResult } from 'lit';
import type { FromPage } from '../../../extension/shared/protocol.ts';
import type { FieldShare, FieldStatistic } from '../../../extension/shared/viewer.ts';
import { strings } from '../../strings.ts';
import { visibleText } from '../../visibleText.ts';
import { iconButton } from '../iconButton.ts';

/** How often the values of a field occur: a bar a value, each of which becomes a word of the filter too. */
export function statisticBars(
  { events, values }: FieldStatistic,
  send: (message: FromPage) => void,
): TemplateResult {
  if (values.length === 0) return html`<p class="statistic none">${strings.notCounted}</p>`;
  return html`<div class="statistic" role="group" aria-label=${strings.statistic(events)}>
    ${values.map((share) => bar(share, events, send))}
  </div>`;
}

function bar(
  { value, term, count }: FieldShare,
  events: number,
  send: (message: FromPage) => void,
): TemplateResult {
  const share = events === 0 ? 0 : count / events;
  const by = (exclude: boolean) => () => send({ type: 'filterBy', term, exclude });
  return html`<div class="share">
    <span class="value">${visibleText(value === 'none' ? strings.none : value)}</span>
    <meter class="bar" min="0" max="1" .value=${share} aria-hidden="true"></meter>
    <span class="percent">${strings.percent(share)}</span>
    <span class="count">${strings.ofHandler(count, events)}</span>
    <span class="acts">
      ${iconButton('add', strings.onlyThis(term), by(false))}
      ${iconButton('dash', strings.excludeThis(term), by(true))}
    </span>
  </div>`;
}
