import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { CodeView, ExplainView, FromPage } from '../../extension/shared/protocol.ts';
import type { Tone } from '../../extension/shared/row.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../visibleText.ts';
import { Chip, chipText } from './chip.ts';
import { button, element, icon, inSentence } from './dom.ts';
import { inlineCode } from './inlineCode.ts';

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
      new Chip().show(explain.code).element,
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
    element('p', 'evidence', visibleText(explain.evidence)),
    undecided(explain, send),
    fixList(id, explain, send),
    ...byHand(explain),
    actions(id, explain, send),
    also(explain, send),
  );
}

/** A number that may mean several things: all of them, and the page that says what decides. */
function undecided(
  { undecided: open }: ExplainView,
  send: (message: FromPage) => void,
): HTMLElement | undefined {
  if (open === undefined) return undefined;
  return element(
    'p',
    'codes',
    visibleText(strings.undecided(open.said)),
    ...open.meanings.flatMap((code) => [' ', codeLink(code, send)]),
  );
}

function also(
  { also: others }: ExplainView,
  send: (message: FromPage) => void,
): HTMLElement | undefined {
  if (others.length === 0) return undefined;
  return element(
    'p',
    'codes',
    strings.also,
    ...others.flatMap((code) => [' ', codeLink(code, send)]),
  );
}

function codeLink({ code, title }: CodeView, send: (message: FromPage) => void): HTMLElement {
  const link = button('link', chipText(code), () => send({ type: 'explain', code }));
  link.title = visibleText(title);
  return link;
}

/** Each fix, with what it does beside it. */
function fixList(
  id: number,
  { fixes }: ExplainView,
  send: (message: FromPage) => void,
): HTMLElement | undefined {
  if (fixes === undefined || fixes.length === 0) return undefined;
  const primary = fixes.findIndex(({ safe }) => safe);
  const items = fixes.map(({ key, title, safe, files }, index) => {
    const apply = command(title, () => send({ type: 'applyFix', id, key }));
    const bulb = icon('lightbulb-autofix');
    bulb.slot = 'content-before';
    apply.prepend(bulb);
    apply.secondary = index !== primary;
    const changes = strings.changes(files.join(', '));
    const note = safe ? changes : `${changes} ${strings.preview}`;
    return element('li', '', apply, element('span', 'note', note));
  });
  return element('ul', 'fixes', ...items);
}

/** Where no edit is right: what to do, and a piece of code that is right. */
function byHand({ steps, example }: ExplainView): HTMLElement[] {
  const items = steps.map((step) => element('li', '', ...inlineCode(step)));
  return [
    ...(items.length === 0 ? [] : [element('ul', 'steps', ...items)]),
    ...(example === undefined ? [] : [element('pre', 'example', example)]),
  ];
}

function actions(
  id: number,
  { code, place, link }: ExplainView,
  send: (message: FromPage) => void,
): HTMLElement {
  const made: HTMLElement[] = [];
  if (place !== undefined) {
    const go = command(strings.goToLine, () => send({ type: 'openPlace', id }));
    go.secondary = true;
    go.title = visibleText(`${place.path}:${place.line}:${place.column}`);
    made.push(go);
  }
  made.push(button('link', strings.explain, () => send({ type: 'explain', code })));
  if (link !== undefined) {
    made.push(button('link', strings.documentation, () => send({ type: 'openLink', id })));
  }
  return element('div', 'actions', ...made);
}

function command(label: string, act: () => void): HTMLElementTagNameMap['vscode-button'] {
  // One element: the button would lay out each piece by itself, without the spaces between.
  const made = element('vscode-button', '', element('span', '', ...inlineCode(label)));
  made.addEventListener('click', act);
  return made;
}
