import { FAILURE_KINDS } from '../../shared/failureKind.ts';
import { fieldsOf, type Fields } from '../../shared/fieldsOf.ts';
import { oneBased } from '../../shared/position.ts';
import { CERTAINTIES, type Place } from '../errors/locate.ts';
import { keyOf, type Problem, type Seen } from './problem.ts';
import { parseLife } from './parseLife.ts';
import { normaliseMessage } from './signature.ts';
import type { VersionOrder } from './versionOrder.ts';

const FORMAT = 1;
/** Of JSON in UTF-8. The editor keeps workspace state in memory and writes all of it at each change. */
const MOST_BYTES = 200_000;

/**
 * Problems and the order of versions as JSON data, at most 200 kB: the latest problems first. Messages
 * without their values: those may be secrets, and this ends up on disk. Rows do not outlive the host.
 */
export function writeSnapshot(
  problems: readonly Problem[],
  orders: ReadonlyMap<string, VersionOrder>,
): unknown {
  const latest = [...problems].sort((one, other) => other.lastSeen - one.lastSeen);
  const kept: unknown[] = [];
  const versions: Record<string, unknown> = {};
  let room = MOST_BYTES - 1000;
  for (const problem of latest) {
    const data = {
      ...problem,
      message: normaliseMessage(problem.message),
      key: undefined,
      row: undefined,
      also: undefined,
    };
    const isNew = !Object.hasOwn(versions, problem.worker);
    const order = isNew ? (orders.get(problem.worker)?.snapshot() ?? []) : [];
    room -= bytesOf(data) + (isNew ? bytesOf({ [problem.worker]: order }) : 0);
    if (room < 0) break;
    kept.push(data);
    if (isNew) Object.defineProperty(versions, problem.worker, { value: order, enumerable: true });
  }
  return { format: FORMAT, versions, problems: kept };
}

export interface Snapshot {
  readonly problems: readonly Problem[];
  /** By Worker; for `VersionOrder.restore`. */
  readonly orders: readonly (readonly [worker: string, order: unknown])[];
}

/** What is not as it was written is left out; another format is empty. */
export function readSnapshot(kept: unknown): Snapshot {
  const { format, versions, problems } = fieldsOf(kept);
  if (format !== FORMAT || !Array.isArray(problems)) return { problems: [], orders: [] };
  return {
    problems: problems.slice(0, 2000).flatMap((each) => readProblem(fieldsOf(each)) ?? []),
    orders: Object.entries(fieldsOf(versions)).slice(0, 1000),
  };
}

function readProblem(fields: Fields): Problem | undefined {
  const { worker, signature, name, message, code, outcome, firstSeen, lastSeen, count } = fields;
  const place = readPlace(fields.place);
  const life = parseLife(fields.life);
  const { first, last } = fieldsOf(fields.versions);
  if (!isText(worker) || !isText(signature) || !isText(name) || !isText(message)) return undefined;
  if (!isText(code) || !isText(outcome) || place === undefined || life === undefined) {
    return undefined;
  }
  if (!isNumber(firstSeen) || !isNumber(lastSeen) || !isNumber(count)) return undefined;
  return {
    key: keyOf({ worker, signature }),
    worker,
    signature,
    handlers: listOf(fields.handlers, (each) => (isText(each) ? each : undefined)),
    name,
    message,
    code,
    outcome,
    seen: readSeen(fields.seen),
    place,
    callers: listOf(fields.callers, readPlace),
    thrownIn: isText(fields.thrownIn) ? fields.thrownIn : undefined,
    couldBeMapped: fields.couldBeMapped === true,
    count,
    firstSeen,
    lastSeen,
    versions: { first: isText(first) ? first : undefined, last: isText(last) ? last : undefined },
    row: undefined,
    also: undefined,
    life,
  };
}

/** What was kept before logged failures were known was thrown. */
function readSeen(kept: unknown): Seen {
  const { kind, failing, status, loud } = fieldsOf(kept);
  return {
    kind: FAILURE_KINDS.find((each) => each === kind) ?? 'thrown',
    failing: failing !== false,
    status: isNumber(status) ? status : undefined,
    loud: loud !== false,
  };
}

function readPlace(kept: unknown): Place | undefined {
  const { file, display, position, certainty, changed } = fieldsOf(kept);
  const { line, column } = fieldsOf(position);
  const known = CERTAINTIES.find((each) => each === certainty);
  if (!isText(file) || !isText(display) || known === undefined) return undefined;
  if (!isNumber(line) || !isNumber(column)) return undefined;
  const place = { file, display, position: oneBased(line, column), certainty: known };
  return changed === true ? { ...place, changed } : place;
}

function listOf<Item>(kept: unknown, read: (each: unknown) => Item | undefined): Item[] {
  if (!Array.isArray(kept)) return [];
  return kept.slice(0, 8).flatMap((each: unknown) => read(each) ?? []);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 2000;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** Of the JSON text in UTF-8, never too few; `JSON.stringify` escapes lone surrogates. */
function bytesOf(data: unknown): number {
  const text = JSON.stringify(data);
  let bytes = text.length + 1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) bytes += unit < 0x800 ? 1 : 2;
  }
  return bytes;
}
