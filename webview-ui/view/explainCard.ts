import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { ExplainView, FromPage } from '../../extension/shared/protocol.ts';
import type { Tone } from '../../extension/shared/row.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../visibleText.ts';
import { button, element, icon, inSentence } from './dom.ts';
import { inlineCode } from './inlineCode.ts';
import { chipText } from './rowView.ts';

/** What a code means, what the visitor saw, and what can be done about it. */
export function explainCard(
  id: number,
  explain: ExplainView,
  tone: Tone,
  send: (message: FromPage) => void,
): HTMLElement {
  return element(
    'div',
    `card ${tone}`,
    element(
      'div',
      'title',
      element('span', 'chip', chipText(explain.code)),
      element('strong', '', explain.title),
    ),
    element(
      'p',
      'meaning',
      ...inlineCode(explain.text),
      ...(explain.visitorSaw === undefined
        ? []
        : [' ', ...inSentence(strings.visitorSaw, element('strong', '', explain.visitorSaw))]),
    ),
    actions(id, explain, send),
  );
}

function actions(
  id: number,
  { fixes, place, link }: ExplainView,
  send: (message: FromPage) => void,
): HTMLElement | undefined {
  const primary = fixes.findIndex(({ safe }) => safe);
  const made: HTMLElement[] = fixes.map((fix, index) => {
    const label = fix.safe ? fix.title : strings.review(fix.title);
    const apply = command(label, () => send({ type: 'applyFix', id, fix: index }));
    const bulb = icon('lightbulb-autofix');
    bulb.slot = 'content-before';
    apply.prepend(bulb);
    apply.secondary = index !== primary;
    return apply;
  });
  if (place !== undefined) {
    const go = command(strings.goToLine, () => send({ type: 'openPlace', id }));
    go.secondary = true;
    go.title = visibleText(`${place.path}:${place.line}:${place.column}`);
    made.push(go);
  }
  if (link !== undefined) {
    made.push(button('link', strings.explain, () => send({ type: 'openLink', id })));
  }
  return made.length === 0 ? undefined : element('div', 'actions', ...made);
}

function command(label: string, act: () => void): HTMLElementTagNameMap['vscode-button'] {
  // One element: the button would lay out each piece by itself, without the spaces between.
  const made = element('vscode-button', '', element('span', '', ...inlineCode(label)));
  made.addEventListener('click', act);
  return made;
}
