import type { Meaning } from '../../core/catalog/catalog.ts';
import { explainEvent } from '../../core/errors/explainEvent.ts';
import type { Place } from '../../core/errors/locate.ts';
import type { PlacedFailure } from '../../core/errors/placedFailure.ts';
import { nameOfMethod } from '../../core/errors/remoteMethod.ts';
import { decodeTailEvent } from '../../core/tail/decodeTailEvent.ts';
import { titleOf } from '../../core/tail/rowTexts.ts';
import type { FilterKey } from '../../shared/filter/filterKeys.ts';
import { termOf } from '../../shared/filter/terms.ts';
import { t } from '../../shared/l10n.ts';
import type {
  CodeView,
  EventDetail,
  ExplainView,
  FieldView,
  FrameCertainty,
  PlaceView,
} from '../../shared/protocol.ts';
import type { TailEvent } from '../../shared/tailEvent.ts';
import { requestView } from './eventFields.ts';

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

/** What is known at once; what the rules propose is told later. */
export function eventDetail(id: number, opened: OpenedEvent): EventDetail {
  const { event, worker } = opened;
  return {
    id,
    title: titleOf(event),
    worker,
    time: event.timestamp,
    outcome: event.outcome,
    version: event.versionId,
    hasTwin: opened.twin !== undefined,
    explain: explain(event, causePlace(opened)),
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
    request: requestView(event),
    facts: factsOf(opened),
    related: [],
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

function explain(event: TailEvent, place: Place | undefined): ExplainView | undefined {
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
      fixes: undefined,
      steps: [],
      example: undefined,
      place: place && placeView(place),
    }
  );
}

/** The page has all of them. */
const MOST_STEPS = 3;

/** What to do by hand, where no fix is offered. */
export function stepsFor(event: TailEvent): Pick<ExplainView, 'steps' | 'example'> {
  const entry = explainEvent(event)?.meaning.entry;
  if (entry === undefined) return { steps: [], example: undefined };
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

function factsOf({ event, failures: [main] }: OpenedEvent): FieldView[] {
  const { trigger } = event;
  const facts: (readonly [string, string | number | undefined, FilterKey?])[] = [
    [t('outcome'), event.outcome, 'outcome'],
    [t('entrypoint'), event.entrypoint, 'entrypoint'],
    [t('Durable Object'), event.durableObjectId, 'do'],
    [t('version'), event.versionId, 'version'],
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
  return facts.flatMap(([name, value, key]): FieldView[] => {
    if (value === undefined) return [];
    const text = String(value);
    return [key === undefined ? [name, text] : [name, text, termOf(key, text)]];
  });
}
