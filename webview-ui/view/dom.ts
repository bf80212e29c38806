import { visibleText } from '../visibleText.ts';

type Child = Node | string | undefined;

/** Makes an element. Text is set as text, with what cannot be seen made visible: never as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  append(made, ...children);
  return made;
}

export function append(parent: Node, ...children: Child[]): void {
  for (const child of children) {
    if (typeof child === 'string') parent.appendChild(document.createTextNode(visibleText(child)));
    else if (child !== undefined) parent.appendChild(child);
  }
}

/** @param sentence with `{0}`, where the node goes. */
export function inSentence(sentence: string, node: Node): (Node | string)[] {
  const [before = '', after = ''] = sentence.split('{0}');
  return [before, node, after];
}

/** An icon that says nothing to a screen reader: the text beside it does. */
export function icon(name: string): HTMLElement {
  const made = element('span', `codicon codicon-${name}`);
  made.setAttribute('aria-hidden', 'true');
  return made;
}

/** @param className also for the look: a link that acts is a button. */
export function button(
  className: string,
  label: string,
  act: () => void,
  ...children: Child[]
): HTMLButtonElement {
  const made = element('button', className, ...(children.length === 0 ? [label] : children));
  made.type = 'button';
  if (children.length > 0) {
    made.setAttribute('aria-label', label);
    made.title = label;
  }
  made.addEventListener('click', act);
  return made;
}
