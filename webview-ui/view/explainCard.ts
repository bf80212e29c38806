import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { ExplainView, FromPage } from '../../extension/shared/protocol.ts';
import { strings } from '../strings.ts';
import { button, element } from './dom.ts';
import { chipText } from './rowView.ts';

/** What a code means, what the visitor saw, and what can be done about it. */
export function explainCard(
  id: number,
  explain: ExplainView,
  send: (message: FromPage) => void,
): HTMLElement {
  const actions = element('div', 'actions');
  explain.fixes.forEach((fix, index) => {
    const apply = element(
      'vscode-button',
      '',
      fix.safe ? fix.title : `${fix.title} (${strings.review})`,
    );
    apply.icon = 'lightbulb-autofix';
    apply.secondary = index > 0;
    apply.addEventListener('click', () => send({ type: 'applyFix', id, fix: index }));
    actions.append(apply);
  });
  if (explain.place !== undefined) {
    const go = element('vscode-button', '', strings.goToLine);
    go.secondary = true;
    go.title = `${explain.place.path}:${explain.place.line}`;
    go.addEventListener('click', () => send({ type: 'openPlace', id }));
    actions.append(go);
  }
  if (explain.link !== undefined) {
    actions.append(button('link', strings.explain, () => send({ type: 'openLink', id })));
  }
  return element(
    'div',
    'card',
    element(
      'div',
      'title',
      element('span', 'chip', chipText(explain.code)),
      element('strong', '', explain.title),
    ),
    element(
      'p',
      'meaning',
      explain.text,
      ...(explain.visitorSaw === undefined
        ? []
        : [' ', strings.visitorSaw, element('strong', '', explain.visitorSaw), '.']),
    ),
    actions,
  );
}
