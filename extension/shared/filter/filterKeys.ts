import { t } from '../l10n.ts';

/** How the values of a key are written, and compared. Upper and lower case are the same everywhere. */
export type ValueKind =
  /** One of some words. */
  | 'status'
  | 'kind'
  /** The whole value. */
  | 'equal'
  /** The whole code, or what stands behind its namespace. */
  | 'code'
  /** How the value begins. */
  | 'prefix'
  /** A part of the value. */
  | 'contains'
  | 'http'
  | 'duration'
  | 'time'
  | 'header';

interface KeyInfo {
  readonly values: ValueKind;
  /** Other names of the key. */
  readonly aliases: readonly string[];
}

/**
 * The keys of the filter language. Those that Cloudflare's own tools have keep their names: `status`, `method`, `ip`
 * and `header` are those of `wrangler tail`; `kind`, `level` and `dur` those of its Local Explorer.
 */
const KEYS = {
  status: { values: 'status', aliases: [] },
  outcome: { values: 'equal', aliases: [] },
  kind: { values: 'kind', aliases: ['type'] },
  code: { values: 'code', aliases: [] },
  worker: { values: 'equal', aliases: ['script', 'service'] },
  method: { values: 'equal', aliases: [] },
  path: { values: 'contains', aliases: ['url'] },
  host: { values: 'contains', aliases: [] },
  http: { values: 'http', aliases: [] },
  do: { values: 'prefix', aliases: ['object'] },
  ip: { values: 'prefix', aliases: [] },
  ray: { values: 'prefix', aliases: [] },
  colo: { values: 'equal', aliases: [] },
  entrypoint: { values: 'equal', aliases: ['class'] },
  version: { values: 'prefix', aliases: ['version-id', 'ver'] },
  level: { values: 'equal', aliases: [] },
  error: { values: 'contains', aliases: ['exception'] },
  log: { values: 'contains', aliases: [] },
  header: { values: 'header', aliases: [] },
  cpu: { values: 'duration', aliases: [] },
  wall: { values: 'duration', aliases: ['dur'] },
  time: { values: 'time', aliases: [] },
} as const satisfies Readonly<Record<string, KeyInfo>>;

export type FilterKey = keyof typeof KEYS;

export const FILTER_KEYS = Object.keys(KEYS) as readonly FilterKey[]; // its own keys

export function valueKind(key: FilterKey): ValueKind {
  return KEYS[key].values;
}

const BY_NAME: ReadonlyMap<string, FilterKey> = new Map(
  FILTER_KEYS.flatMap((key) => [key, ...KEYS[key].aliases].map((name) => [name, key])),
);

/** @param name in any case, or another name of the key. */
export function keyOfName(name: string): FilterKey | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** What a key is about, for people. */
export function describeKey(key: FilterKey): string {
  switch (key) {
    case 'status':
      return t('how it went');
    case 'outcome':
      return t('outcome of the invocation');
    case 'kind':
      return t('what started it');
    case 'code':
      return t('error code');
    case 'worker':
      return t('name of the Worker');
    case 'method':
      return t('HTTP method, or remote method');
    case 'path':
      return t('part of path and query');
    case 'host':
      return t('part of the host name');
    case 'http':
      return t('status of the answer: 404, 5xx, none');
    case 'do':
      return t('id of the Durable Object');
    case 'ip':
      return t('address of the client');
    case 'ray':
      return t('id of the request (cf-ray)');
    case 'colo':
      return t('data center');
    case 'entrypoint':
      return t('class or entrypoint');
    case 'version':
      return t('deployed version');
    case 'level':
      return t('level of a console call');
    case 'error':
      return t('part of an error');
    case 'log':
      return t('part of a console call');
    case 'header':
      return t('request header: name, or name=value');
    case 'cpu':
      return t('CPU time: >50, 10..50');
    case 'wall':
      return t('wall time: >1s');
    case 'time':
      return t('when: 12:01..12:04');
  }
}

/** The words of `status:`, each with what it means. */
export function statusWordNotes(): readonly (readonly [word: string, note: string])[] {
  return [
    ['failing', t('exception, bad outcome or 5xx')],
    ['ok', t('it went well')],
    ['logged', t('error caught and logged')],
    ['warning', t('warnings, abnormal closes')],
    ['canceled', t('the client left')],
    ['error', t('the same as failing')],
  ];
}

/** The words of `kind:`, and the kinds of rows that each stands for. */
export const KIND_WORDS: Readonly<Record<string, readonly string[]>> = {
  fetch: ['fetch'],
  ws: ['upgrade', 'webSocket'],
  upgrade: ['upgrade'],
  websocket: ['webSocket'],
  rpc: ['rpc'],
  cron: ['scheduled'],
  scheduled: ['scheduled'],
  alarm: ['alarm'],
  queue: ['queue'],
  email: ['email'],
  tail: ['tail'],
  other: ['other'],
};
