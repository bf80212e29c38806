import { fieldsOf, type Fields } from '../../shared/fieldsOf.ts';
import type { TailEvent } from '../../shared/tailEvent.ts';
import { decodeTailEvent } from '../tail/decodeTailEvent.ts';
import type { KeptText } from './keptTexts.ts';
import { maskedEvent, type MaskCounts } from './masking.ts';

/** An event on its way out. */
export interface OutgoingEvent {
  readonly event: TailEvent;
  readonly worker: string;
  /** As it came, and with the name of its Worker. */
  readonly raw: Fields;
}

/** @param masked counts what is masked; undefined: secrets stay. @returns undefined for what is no event. */
export function readEvent(
  { text, worker }: KeptText,
  masked: MaskCounts | undefined,
): OutgoingEvent | undefined {
  const parsed = fieldsOf(JSON.parse(text));
  const named = typeof parsed.scriptName === 'string' ? parsed : { ...parsed, scriptName: worker };
  const raw = masked === undefined ? named : maskedEvent(named, masked);
  const decoded = decodeTailEvent(raw);
  if (decoded.kind !== 'event') return undefined;
  return { event: decoded.event, worker: decoded.event.scriptName ?? worker, raw };
}
