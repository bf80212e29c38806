import type { CopyFormat } from '../../shared/protocol.ts';
import { copiedRequest } from './copiedRequest.ts';
import { curlCommand, type Shell } from './curlCommand.ts';
import { eventCsv } from './eventCsv.ts';
import { eventText } from './eventText.ts';
import { fetchCode } from './fetchCode.ts';
import type { KeptText } from './keptTexts.ts';
import { MaskCounts, type MaskCount } from './masking.ts';
import { readEvent, type OutgoingEvent } from './readEvent.ts';
import { requestNotes } from './requestNotes.ts';

export interface Copied {
  /** Empty when nothing of it can be copied so: only a request can be sent again. */
  readonly text: string;
  /** Events that are in it. */
  readonly events: number;
  /** What was masked or left out. */
  readonly masked: readonly MaskCount[];
}

/** @param secrets whether secret values go along: only when the user asks for them. */
export function copyEvents(
  format: CopyFormat,
  kept: readonly KeptText[],
  { secrets }: { readonly secrets: boolean },
): Copied {
  const masked = new MaskCounts();
  const read = kept.map((each) => {
    const own = new MaskCounts();
    const event = readEvent(each, secrets ? undefined : own);
    for (const { name } of own.list) masked.add(name);
    return event && { event, parameters: own.list.flatMap(parameterOf) };
  });
  const events = read.filter((each) => each !== undefined);
  const outgoing = events.map(({ event }) => event);
  const copied = (texts: readonly string[], between: string): Copied => ({
    text: texts.join(between),
    events: texts.length,
    masked: masked.list,
  });
  if (events.length === 0) return copied([], '');
  switch (format) {
    case 'text':
      return copied(outgoing.map(eventText), '\n\n');
    case 'json': {
      const values = outgoing.map(({ raw }) => raw);
      const text = JSON.stringify(values.length === 1 ? values[0] : values, undefined, 2);
      return { text, events: values.length, masked: masked.list };
    }
    case 'csv':
      return { text: eventCsv(outgoing), events: outgoing.length, masked: masked.list };
    default:
      return copied(
        events.flatMap(({ event, parameters }) => sendable(event, parameters, format, secrets)),
        '\n\n',
      );
  }
}

/** @returns nothing for what is no request. */
function sendable(
  { event: { trigger } }: OutgoingEvent,
  maskedParameters: readonly string[],
  format: 'fetch' | `curl-${Shell}`,
  secrets: boolean,
): string[] {
  const request = trigger.kind === 'fetch' ? copiedRequest(trigger, secrets) : undefined;
  if (request === undefined) return [];
  const notes = (body: string) => requestNotes(request, maskedParameters, body);
  switch (format) {
    case 'fetch':
      return [fetchCode(request, notes('body'))];
    case 'curl-bash':
      return [curlCommand(request, notes('--data-raw'), 'bash')];
    case 'curl-powershell':
      return [curlCommand(request, notes('--data-raw'), 'powershell')];
    case 'curl-cmd':
      return [curlCommand(request, notes('--data-raw'), 'cmd')];
  }
}

function parameterOf({ name }: MaskCount): string[] {
  return name.startsWith('?') || name.endsWith('@') ? [name.replace(/^\?|@$/g, '')] : [];
}
