import type { LogView } from '../../extension/shared/protocol.ts';
import './ansi.css';
import { ansiPieces } from '../ansiText.ts';
import { jsonPreview, jsonTokens, parseJson, type JsonToken } from '../jsonText.ts';
import { strings } from '../strings.ts';
import { button, element, icon } from './dom.ts';
import { timeOfDay } from './formats.ts';
import { heading } from './heading.ts';

/** Pieces of one JSON text that are shown, at most: one event may hold 256 KiB of it. */
const MOST = 4000;

/** What the Worker logged, in the order of time. */
export function logs(all: readonly LogView[]): HTMLElement | undefined {
  if (all.length === 0) return undefined;
  const sorted = all.toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0));
  return element(
    'section',
    'logs',
    heading(strings.logs, sorted.length),
    element('ol', 'lines', ...sorted.map(line)),
  );
}

function line({ level, time, parts }: LogView): HTMLElement {
  const known = level === 'error' || level === 'warn' ? level : '';
  return element(
    'li',
    'line',
    element('span', 'time', timeOfDay(time)),
    element('span', `level ${known}`, level),
    element('span', 'parts', ...parts.map(part)),
  );
}

function part(text: string): HTMLElement {
  const json = parseJson(text);
  return json === undefined ? coloredText(text) : tree(json);
}

/** As it would look in a terminal. */
function coloredText(text: string): HTMLElement {
  const pieces = ansiPieces(text).map((piece) =>
    element('span', piece.classes.join(' '), piece.text),
  );
  return element('span', 'part', ...pieces);
}

/** One line that opens to all of it. */
function tree(json: object): HTMLElement {
  const whole = element('span', 'whole');
  whole.hidden = true;
  const toggle = button('toggle', '', () => {
    whole.hidden = !whole.hidden;
    if (!whole.hasChildNodes()) whole.append(...limited(json));
    toggle.setAttribute('aria-expanded', String(!whole.hidden));
  });
  toggle.append(icon('chevron-right'), ...jsonPreview(json).map(colored));
  toggle.setAttribute('aria-expanded', 'false');
  return element('span', 'part json', toggle, whole);
}

function limited(json: object): Node[] {
  const shown: Node[] = [];
  for (const token of jsonTokens(json)) {
    if (shown.length === MOST) return [...shown, element('span', 'note', strings.tooLong)];
    shown.push(colored(token));
  }
  return shown;
}

function colored({ kind, text }: JsonToken): HTMLElement {
  return element('span', kind, text);
}
