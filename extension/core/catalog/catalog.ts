import account from '../../catalog/account.json' with { type: 'json' };
import ai from '../../catalog/ai.json' with { type: 'json' };
import api from '../../catalog/api.json' with { type: 'json' };
import cache from '../../catalog/cache.json' with { type: 'json' };
import cf from '../../catalog/cf.json' with { type: 'json' };
import crypto from '../../catalog/crypto.json' with { type: 'json' };
import d1 from '../../catalog/d1.json' with { type: 'json' };
import failure from '../../catalog/failure.json' with { type: 'json' };
import http from '../../catalog/http.json' with { type: 'json' };
import js from '../../catalog/js.json' with { type: 'json' };
import kv from '../../catalog/kv.json' with { type: 'json' };
import lib from '../../catalog/lib.json' with { type: 'json' };
import lists from '../../catalog/lists.json' with { type: 'json' };
import mysql from '../../catalog/mysql.json' with { type: 'json' };
import node from '../../catalog/node.json' with { type: 'json' };
import outcome from '../../catalog/outcome.json' with { type: 'json' };
import pipelines from '../../catalog/pipelines.json' with { type: 'json' };
import queues from '../../catalog/queues.json' with { type: 'json' };
import r2 from '../../catalog/r2.json' with { type: 'json' };
import rt from '../../catalog/rt.json' with { type: 'json' };
import rtHost from '../../catalog/rt-host.json' with { type: 'json' };
import rtBindings from '../../catalog/rt-bindings.json' with { type: 'json' };
import rtWeb from '../../catalog/rt-web.json' with { type: 'json' };
import rtStreams from '../../catalog/rt-streams.json' with { type: 'json' };
import rtValues from '../../catalog/rt-values.json' with { type: 'json' };
import tunnel from '../../catalog/tunnel.json' with { type: 'json' };
import ws from '../../catalog/ws.json' with { type: 'json' };
import type { CatalogEntry, EntryCase, Namespace } from './catalogEntry.ts';
import type { CatalogTranslation } from './catalogTranslation.ts';

/** In the order in which the meanings of one number are shown. A namespace may have several files. */
const FILES: readonly Namespace[] = [
  rt,
  rtWeb,
  rtStreams,
  rtValues,
  rtHost,
  node,
  rtBindings,
  js,
  lib,
  crypto,
  cf,
  ws,
  outcome,
  failure,
  http,
  api,
  r2,
  kv,
  d1,
  queues,
  lists,
  tunnel,
  pipelines,
  ai,
  cache,
  account,
  mysql,
];

export const NAMESPACES: readonly Namespace[] = FILES.filter(
  ({ namespace }, index) => FILES.findIndex((file) => file.namespace === namespace) === index,
).map((file) => ({
  ...file,
  entries: FILES.filter(({ namespace }) => namespace === file.namespace).flatMap(
    ({ entries: own }) =>
      own.flatMap((entry) => [
        entry,
        ...(entry.cases ?? []).map((each) => entryOfCase(entry, each)),
      ]),
  ),
}));

function entryOfCase(entry: CatalogEntry, own: EntryCase): CatalogEntry {
  const { title, causes, remedies, example, fixes, messages } = own;
  return {
    key: `${entry.key}/${own.name}`,
    title,
    meaning: own.meaning ?? entry.meaning,
    seen: own.seen ?? entry.seen,
    tail: own.tail ?? entry.tail,
    causes,
    remedies,
    example,
    raisedBy: own.raisedBy ?? entry.raisedBy,
    fixes,
    messages,
    link: own.link ?? entry.link,
    sources: own.sources ?? entry.sources,
    confidence: own.confidence ?? entry.confidence,
    related: own.related ?? [entry.key],
  };
}

/** A code, and the entry that explains it: `ws:4321` is explained by `ws:4000-4999`. */
export interface Meaning {
  readonly code: string;
  readonly entry: CatalogEntry;
}

/** In English, as the data say. */
export const ENTRIES: readonly CatalogEntry[] = NAMESPACES.flatMap(({ entries }) => entries);

let namespaces = byName({});
let entries = byKey({});

/** From here on the catalog speaks this language, and English where it lacks a text. */
export function translateCatalog(translation: CatalogTranslation): void {
  namespaces = byName(translation.namespaces);
  entries = byKey(translation.entries);
}

function byName(texts: CatalogTranslation['namespaces']): ReadonlyMap<string, Namespace> {
  return new Map(NAMESPACES.map((each) => [each.namespace, { ...each, ...texts[each.namespace] }]));
}

function byKey(texts: CatalogTranslation['entries']): ReadonlyMap<string, CatalogEntry> {
  return new Map(ENTRIES.map((entry) => [entry.key, { ...entry, ...texts[entry.key] }]));
}

interface Range {
  readonly namespace: string;
  readonly first: number;
  readonly last: number;
  readonly key: string;
}

const RANGES: readonly Range[] = ENTRIES.flatMap(({ key }) => {
  const [, namespace, first, last] = /^(\w+):(\d+)-(\d+)$/.exec(key) ?? [];
  return namespace === undefined
    ? []
    : [{ namespace, first: Number(first), last: Number(last), key }];
});

export function allEntries(): readonly CatalogEntry[] {
  return [...entries.values()];
}

/** @returns undefined for a code that the catalog does not know. */
export function meaningOf(code: string): Meaning | undefined {
  const entry = entries.get(code) ?? entries.get(rangeOf(code) ?? '');
  return entry && { code, entry };
}

function rangeOf(code: string): string | undefined {
  const [, namespace, digits] = /^(\w+):(\d{1,6})$/.exec(code) ?? [];
  const number = Number(digits);
  return RANGES.find(
    (each) => each.namespace === namespace && each.first <= number && number <= each.last,
  )?.key;
}

/** That a number is no close code answers only where it is nothing else. */
const NO_CLOSE_CODE = new Set(['ws:0-999', 'ws:1016-2999', 'ws:5000-65535']);

/** All that a bare number may mean. */
export function meaningsOfNumber(number: number): readonly Meaning[] {
  const all = NAMESPACES.flatMap(({ namespace }) => meaningOf(`${namespace}:${number}`) ?? []);
  const some = all.filter(({ entry }) => !NO_CLOSE_CODE.has(entry.key));
  return some.length > 0 ? some : all;
}

/** Each code once, in the order of its first. */
export function uniqueMeanings(meanings: readonly Meaning[]): Meaning[] {
  return [...new Map(meanings.map((meaning) => [meaning.code, meaning])).values()];
}

/** The entries of a code that are told apart by their text, such as `api:10021/eval`. */
export function variantsOf(code: string): readonly CatalogEntry[] {
  return ENTRIES.filter(({ key }) => key.startsWith(`${code}/`));
}

/** @throws Error for a code without a known namespace, which is a bug. */
export function namespaceOf(code: string): Namespace {
  const found = namespaces.get(code.slice(0, code.indexOf(':')));
  if (found === undefined) throw new Error(`The catalog has no namespace for ${code}.`);
  return found;
}

/** `1006` of `ws:1006` and `ws:1006/x`; undefined for a code in words. */
export function numberOf(code: string): number | undefined {
  const digits = /:(\d+)(?:$|\/)/.exec(code)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
