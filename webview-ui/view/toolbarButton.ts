import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { visibleText } from '../visibleText.ts';
import { element } from './dom.ts';

type Tool = HTMLElementTagNameMap['vscode-toolbar-button'];

/** A button that is an icon; its label is heard, and seen as a tooltip. */
export function toolbarButton(
  className: string,
  icon: string,
  label: string,
  act: () => void,
): Tool {
  const made = element('vscode-toolbar-button', `tool ${className}`);
  made.addEventListener('click', act);
  relabel(made, icon, label);
  return made;
}

export function relabel(tool: Tool, icon: string, label: string): void {
  tool.icon = icon;
  tool.label = visibleText(label);
  tool.title = tool.label;
}
