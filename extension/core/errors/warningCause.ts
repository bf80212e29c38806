import type { TailEvent } from '../../shared/tailEvent.ts';
import { meaningOf, type Meaning } from '../catalog/catalog.ts';
import type { EventCodes } from '../catalog/eventCodes.ts';
import { decided, identify } from '../catalog/identify.ts';
import { warningOfName } from '../catalog/warningOfName.ts';

/** These say what the platform did, not why: a request hung, a limit was passed, a connection ended. */
const SYMPTOMS = new Set(['rt:hung', 'rt:network-lost', 'rt:memory-limit', 'rt:cpu-limit']);

/** A warning that explains a symptom. */
export interface WarningCause {
  readonly meaning: Meaning;
  readonly said: string;
}

/**
 * The runtime warns where it sees a mistake, and fails where the mistake has its effect. A warning in the event is
 * the cause when the catalog relates the two; an exception that names its own cause needs none.
 */
export function warningCause(
  { logs }: TailEvent,
  codes: EventCodes,
  message: string | undefined,
): WarningCause | undefined {
  const named = message === undefined ? undefined : warningOfName(message, logs);
  const ofName = decided(named);
  if (named !== undefined && ofName !== undefined && ofName.code === codes.runtime) {
    return { meaning: ofName, said: named.said };
  }
  const symptom = symptomOf(codes);
  if (symptom === undefined) return undefined;
  for (const { level, message: parts } of endsOf(logs)) {
    const [text] = parts;
    if (level !== 'warn' || parts.length > 1 || typeof text !== 'string') continue;
    const finding = identify(text, 'log');
    const meaning = decided(finding);
    if (finding !== undefined && meaning !== undefined && areRelated(meaning, symptom)) {
      return { meaning, said: finding.said };
    }
  }
  return undefined;
}

function symptomOf({ runtime, outcome }: EventCodes): Meaning | undefined {
  const code = runtime ?? (outcome === 'outcome:exception' ? undefined : outcome);
  if (code === undefined || (code === runtime && !SYMPTOMS.has(code))) return undefined;
  return meaningOf(code);
}

function areRelated({ entry: warning }: Meaning, { entry: symptom }: Meaning): boolean {
  return warning.related.includes(symptom.key) || symptom.related.includes(warning.key);
}

/** An event may hold thousands of lines: the first say what it was about, the last what became of it. */
const MAX_LOGS = 50;

export function endsOf<Log>(logs: readonly Log[]): readonly Log[] {
  return logs.length <= MAX_LOGS
    ? logs
    : [...logs.slice(0, MAX_LOGS / 2), ...logs.slice(-MAX_LOGS / 2)];
}
