import type { FilterToken } from '../../extension/shared/filter/tokens.ts';
import { addTerm, termOf } from '../../extension/shared/filter/terms.ts';
import { readFilter } from './readFilter.ts';

/** Whether the filter shows this Worker, and leaves out those that it does not name. */
export function namesWorker(text: string, name: string): boolean {
  return workerWord(text)?.values.some((value) => isNamed(text, value, name)) ?? false;
}

/** The filter with this Worker among those that it shows, or no longer among them: `worker:api,rooms`. */
export function toggleWorker(text: string, name: string): string {
  const word = workerWord(text);
  if (word === undefined) return addTerm(text, termOf('worker', name));
  const { from, to, key, values } = word;
  const value = termOf('worker', name).slice('worker:'.length);
  const others = values.filter((each) => !isNamed(text, each, name));
  const kept = others.map((each) => text.slice(each.from, each.to));
  const all = others.length === values.length ? [...kept, value] : kept;
  const made = all.length === 0 ? '' : `${text.slice(from, key.to)}${all.join(',')}`;
  return [text.slice(0, from).trim(), made, text.slice(to).trim()]
    .filter((part) => part !== '')
    .join(' ');
}

interface WorkerWord {
  readonly from: number;
  readonly to: number;
  readonly key: FilterToken;
  readonly values: readonly FilterToken[];
}

/** Where the filter says which Workers it shows: among what is joined by AND at the top. */
function workerWord(text: string): WorkerWord | undefined {
  const { query, tokens } = readFilter(text);
  if (query === undefined) return undefined;
  for (const part of query.kind === 'and' ? query.parts : [query]) {
    if (part.kind !== 'key' || part.key !== 'worker') continue;
    const { from, to } = part;
    const inside = tokens.filter((token) => token.from >= from && token.to <= to);
    const key = inside.find(({ kind }) => kind === 'key');
    const values = inside.filter(({ kind }) => kind === 'value' || kind === 'quoted');
    if (key !== undefined) return { from, to, key, values };
  }
  return undefined;
}

function isNamed(text: string, { kind, from, to }: FilterToken, name: string): boolean {
  const said = kind === 'quoted' ? text.slice(from + 1, to - 1) : text.slice(from, to);
  return said.toLowerCase() === name.toLowerCase();
}
