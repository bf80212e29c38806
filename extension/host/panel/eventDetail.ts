import type { Meaning } from '../../core/catalog/catalog.ts';
import { explainEvent } from '../../core/errors/explainEvent.ts';
import type { Place } from '../../core/errors/locate.ts';
import type { PlacedFailure } from '../../core/errors/placedFailure.ts';
import { nameOfMethod } from '../../core/errors/remoteMethod.ts';
import { decodeTailEvent } from '../../core/tail/decodeTailEvent.ts';
import { headersOf } from '../../core/tail/headersOf.ts';
import { maskHeaders } from '../../core/tail/maskHeaders.ts';
import { titleOf } from '../../core/tail/rowTexts.ts';
import { t } from '../../shared/l10n.ts';
import type {
  CodeView,
  EventDetail,
  ExplainView,
  FrameCertainty,
  PlaceView,
} from '../../shared/protocol.ts';
import type { TailEvent } from '../../shared/tailEvent.ts';

/** An event that somebody opened, with its frames in place. */
export interface OpenedEvent {
  readonly event: TailEvent;
  readonly worker: string;
  /** The main one first. */
  readonly failures: readonly PlacedFailure[];
  /** Row of the other event of the same failure. */
  readonly twin: number | undefined;
}

/** @param text JSON. @returns undefined for what is no event. */
export function reopen(text: string | undefined): TailEvent | undefined {
  if (text === undefined || text === '') return undefined;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const decoded = decodeTailEvent(value);
  return decoded.kind === 'event' ? decoded.event : undefined;
}

/** @param fixes what the rules propose at the first place. */
export function eventDetail(
  id: number,
  opened: OpenedEvent,
  fixes: ExplainView['fixes'],
): EventDetail {
  const { event, worker } = opened;
  const { trigger } = event;
  return {
    id,
    title: titleOf(event),
    worker,
    time: event.timestamp,
    outcome: event.outcome,
    version: event.versionId,
    hasTwin: opened.twin !== undefined,
    explain: explain(event, causePlace(opened), fixes),
    errors: errorsOf(opened).map(({ failure, frames }) => ({
      kind: failure.kind,
      level: failure.level,
      name: failure.name,
      message: failure.message ?? '',
      frames: frames.map(({ frame, place }) => ({
        functionName: frame.functionName,
        place:
          place === undefined
            ? { path: frame.file, line: frame.position.line, column: frame.position.column }
            : placeView(place),
        certainty: certaintyOf(place),
        canOpen: place !== undefined,
      })),
    })),
    logs: event.logs.map((log) => ({
      level: log.level,
      time: log.timestamp,
      parts: log.message.map((part) =>
        typeof part === 'string' ? part : JSON.stringify(part, undefined, 2),
      ),
    })),
    request:
      trigger.kind === 'fetch'
        ? {
            method: trigger.method,
            url: trigger.url,
            status: trigger.status,
            headers: maskHeaders(headersOf(trigger)),
          }
        : undefined,
    facts: factsOf(opened),
  };
}

/** What the detail lists, by number: a failure without an error has nothing to show but its code. */
export function errorsOf({ failures }: OpenedEvent): readonly PlacedFailure[] {
  return failures.filter(({ failure }) => failure.message !== undefined);
}

/** Of the main failure. */
export function causePlace({ failures: [main] }: OpenedEvent): Place | undefined {
  return main?.place;
}

function explain(
  event: TailEvent,
  place: Place | undefined,
  fixes: ExplainView['fixes'],
): ExplainView | undefined {
  const explanation = explainEvent(event);
  return (
    explanation && {
      ...codeView(explanation.meaning),
      text: explanation.meaning.entry.meaning,
      evidence: explanation.evidence,
      visitorSaw: explanation.visitorSaw,
      also: explanation.also.map(codeView),
      undecided: explanation.undecided && {
        said: explanation.undecided.said,
        meanings: explanation.undecided.meanings.map(codeView),
      },
      link: explanation.meaning.entry.link,
      fixes,
      ...(fixes.length > 0 ? NO_STEPS : stepsOf(explanation.meaning)),
      place: place && placeView(place),
    }
  );
}

const NO_STEPS = { steps: [], example: undefined } as const;

/** The page has all of them. */
const MOST_STEPS = 3;

function stepsOf({ entry }: Meaning): Pick<ExplainView, 'steps' | 'example'> {
  return { steps: entry.remedies.slice(0, MOST_STEPS), example: entry.example };
}

function certaintyOf(place: Place | undefined): FrameCertainty {
  if (place === undefined) return 'unmapped';
  const { certainty, changed } = place;
  if (certainty === 'guessed' || certainty === 'handler') return 'guessed';
  return changed === true ? 'changed' : certainty;
}

function codeView({ code, entry }: Meaning): CodeView {
  return { code, title: entry.title };
}

function placeView({ display, position }: Place): PlaceView {
  return { path: display, line: position.line, column: position.column };
}

function factsOf({ event, failures: [main] }: OpenedEvent): (readonly [string, string])[] {
  const { trigger } = event;
  const facts: [string, string | number | undefined][] = [
    [t('outcome'), event.outcome],
    [t('entrypoint'), event.entrypoint],
    [t('Durable Object'), event.durableObjectId],
    [t('version'), event.versionId],
    [t('CPU ms'), event.cpuTime],
    [t('wall ms'), event.wallTime],
    [t('thrown in'), main?.thrownIn && nameOfMethod(main.thrownIn)],
  ];
  if (trigger.kind === 'webSocket') {
    facts.push([t('close code'), trigger.code]);
    if (trigger.wasClean !== undefined)
      facts.push([t('clean'), trigger.wasClean ? t('yes') : t('no')]);
  }
  if (trigger.kind === 'scheduled') facts.push([t('cron'), trigger.cron]);
  if (event.truncated)
    facts.push([t('truncated'), t('logs or exceptions are missing: over 256 KiB')]);
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
}
