import type { FailureKind } from './failureKind.ts';
import { fieldsOf } from './fieldsOf.ts';
import type { Row, RowPack } from './row.ts';
import type { FieldStatistic, FilterView, FindQuery, FindView, Suggestion } from './viewer.ts';

/**
 * Every message between the extension host and the panel's page. The page asks first (`ready`) and gets
 * one complete `state`; nothing is pushed to a page that has not asked, so hide, reload and move are one
 * path. What arrives from the page is parsed (`parseFromPage`): it is not trusted.
 */

export type ToPage =
  | StateMessage
  | RowsMessage
  | { readonly type: 'sessions'; readonly sessions: readonly SessionView[] }
  | { readonly type: 'workers'; readonly workers: readonly string[] }
  /** What an empty list says; undefined when the list has rows. */
  | { readonly type: 'empty'; readonly empty: EmptyView | undefined }
  /** The answer to `openDetail`; undefined when the event is no longer kept. */
  | { readonly type: 'detail'; readonly id: number; readonly detail: EventDetail | undefined }
  /** What the rules propose for an event whose detail was told, and what to do by hand where they propose nothing. */
  | {
      readonly type: 'fixes';
      readonly id: number;
      readonly fixes: readonly FixView[];
      readonly steps: readonly string[];
      readonly example: string | undefined;
    }
  /** Events that belong to the one whose detail was told. */
  | { readonly type: 'related'; readonly id: number; readonly related: readonly RelatedView[] }
  /** Select this row and bring it into view. @param position in the list that is shown. */
  | { readonly type: 'reveal'; readonly id: number; readonly position: number }
  /** Puts the caret into the filter box, or pauses or follows. */
  | { readonly type: 'focusFilter' | 'togglePause' }
  | { readonly type: 'filter'; readonly filter: FilterView; readonly counts: Counts }
  /** The answer to `suggest`. */
  | {
      readonly type: 'suggestions';
      readonly text: string;
      readonly suggestions: readonly Suggestion[];
    }
  /** Again whenever the rows that are shown have changed. */
  | { readonly type: 'found'; readonly found: FindView }
  /** The answer to `fieldStatistic`. */
  | {
      readonly type: 'statistic';
      readonly id: number;
      readonly term: string;
      readonly statistic: FieldStatistic;
    };

export interface StateMessage {
  readonly type: 'state';
  readonly sessions: readonly SessionView[];
  readonly workers: readonly string[];
  readonly empty: EmptyView | undefined;
  readonly rows: RowsUpdate;
  readonly counts: Counts;
  readonly filter: FilterView;
}

export interface RowsMessage {
  readonly type: 'rows';
  readonly rows: RowsUpdate;
  readonly counts: Counts;
}

/** What a page is told of the list that is shown: a part of it, see \`core/view/pageWindow.ts\`. */
export interface RowsUpdate {
  /** Id of the row that these follow: the page keeps its rows up to it. Undefined: it keeps none. */
  readonly after: number | undefined;
  /** Position of the first of these rows in the list, from 0. */
  readonly from: number;
  /** Position of the first row that the page keeps. */
  readonly first: number;
  /** Position to bring into view; undefined: the reader stays where they are. */
  readonly focus: number | undefined;
  readonly rows: RowPack;
  /** Rows of the whole list. */
  readonly total: number;
  /** Rows that have come to the list since it was made; the difference tells how many are new. */
  readonly arrived: number;
  /** Another number for another list: none of its rows is new. */
  readonly list: number;
}

export interface Counts {
  readonly events: number;
  readonly failing: number;
  /** Not failing, with a logged error. */
  readonly logged: number;
  /** Breaks in coverage: reconnects, sampling. */
  readonly gaps: number;
  /** Events that are no longer kept, for the bound on memory. */
  readonly dropped: number;
  /** Objects on the stream that are no event. */
  readonly rejected: number;
}

export const SESSION_STATES = [
  'starting',
  'live',
  'quiet',
  'reconnecting',
  'sampling',
  'stopped',
] as const;
export type SessionStateName = (typeof SESSION_STATES)[number];

export interface SessionView {
  readonly id: string;
  /** Name of the Worker, or of the file that was opened. */
  readonly name: string;
  readonly source: 'tail' | 'file';
  readonly state: SessionStateName;
  /** One sentence: why it is in this state. */
  readonly sentence: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  readonly stoppedAt: number | undefined;
  readonly eventsPerSecond: number;
  /** Index into the list of Workers: gives the colour. */
  readonly worker: number;
}

/** Why the list is empty, and the one next step. */
export interface EmptyView {
  readonly sentence: string;
  readonly action: { readonly label: string; readonly command: PageCommand } | undefined;
}

/** The commands a page may run, by name; the host maps them to its own. */
export const PAGE_COMMANDS = [
  'start',
  'stop',
  'restart',
  'clear',
  'openSession',
  'saveSession',
  'openDemoRecording',
  'openFolder',
  'openSettings',
  'showLog',
] as const;
export type PageCommand = (typeof PAGE_COMMANDS)[number];

/** Rows that are selected: from one to another in the order of the list, by their ids; or all that are shown. */
export type SelectedRows = 'all' | readonly { readonly from: number; readonly to: number }[];

export const COPY_FORMATS = [
  'text',
  'json',
  'csv',
  'curl-bash',
  'curl-powershell',
  'curl-cmd',
  'fetch',
] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number];

export interface EventDetail {
  readonly id: number;
  readonly title: string;
  readonly worker: string;
  /** ms since the epoch. */
  readonly time: number | undefined;
  readonly outcome: string;
  readonly version: string | undefined;
  readonly explain: ExplainView | undefined;
  /** What was thrown, the cause first, and what was logged. */
  readonly errors: readonly ErrorView[];
  readonly logs: readonly LogView[];
  readonly request: RequestView | undefined;
  /** The same failure is in another event: a Durable Object throws it, and its caller sees it again. */
  readonly hasTwin: boolean;
  /** Name and value of what else is known: entrypoint, Durable Object, close code, cron. */
  readonly facts: readonly FieldView[];
  /** Empty until the message `related` tells them. */
  readonly related: readonly RelatedView[];
}

/** What the code means, and what can be done about it. */
export interface ExplainView extends CodeView {
  readonly text: string;
  /** What in the event says so, a sentence. */
  readonly evidence: string;
  /** Such as `Error 1101`; undefined when no visitor saw an error page. */
  readonly visitorSaw: string | undefined;
  /** Other codes of the same event. */
  readonly also: readonly CodeView[];
  /** A number in the event that may mean several things. */
  readonly undecided: { readonly said: string; readonly meanings: readonly CodeView[] } | undefined;
  /** Official documentation, https. */
  readonly link: string | undefined;
  /** Undefined until they are known: the message `fixes` tells them. */
  readonly fixes: readonly FixView[] | undefined;
  /** What to do by hand, the most useful first, where no fix is on offer. */
  readonly steps: readonly string[];
  /** A short piece of code that is right, beside the steps. */
  readonly example: string | undefined;
  /** The place in the user's source. */
  readonly place: PlaceView | undefined;
}

export interface CodeView {
  readonly code: string;
  readonly title: string;
}

export interface FixView {
  /** Names the fix: it is found again by it, or has changed since. */
  readonly key: string;
  readonly title: string;
  readonly safe: boolean;
  /** What it changes, by paths in the workspace. */
  readonly files: readonly string[];
}

export interface ErrorView {
  readonly kind: FailureKind;
  /** Of the console call. */
  readonly level: string | undefined;
  readonly name: string;
  readonly message: string;
  readonly frames: readonly FrameView[];
}

/**
 * mapped: the stack names the source. built: a local build's map tells it. guessed: by evidence. changed: the
 * line is another since the deploy. unmapped: a place in the deployed bundle.
 */
export type FrameCertainty = 'mapped' | 'built' | 'guessed' | 'changed' | 'unmapped';

export interface FrameView {
  readonly functionName: string;
  readonly place: PlaceView;
  /** Only a frame of the user's own source can be opened. */
  readonly certainty: FrameCertainty;
  readonly canOpen: boolean;
}

export interface PlaceView {
  /** For people: relative to the Worker project where it can be. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

export interface LogView {
  readonly level: string;
  readonly time: number | undefined;
  /** Each argument of the console call as JSON text, strings as they are. */
  readonly parts: readonly string[];
}

/** Events that share something with another one. */
export interface RelatedView {
  /** What they share, for people. */
  readonly reason: string;
  /** The filter word that shows them all. */
  readonly term: string;
  readonly rows: readonly RelatedRow[];
}

export type RelatedRow = Pick<Row, 'id' | 'time' | 'kind' | 'tone' | 'title'>;

/** Name and value of something that is known of an event, and the filter word that finds the value, such as `http:500`. */
export type FieldView = readonly [name: string, value: string, term?: string];

export interface RequestView {
  readonly method: string;
  readonly url: string;
  /** Status, client and data center, and what else its `cf` tells. */
  readonly fields: readonly FieldView[];
  /** Values of secret headers are masked before they get here. */
  readonly headers: readonly FieldView[];
}

export type FromPage =
  /** @param utcOffset minutes that the reader's clock is ahead of UTC. */
  | { readonly type: 'ready'; readonly utcOffset: number }
  /** The page follows the end of the list, or shows its rows around a position. */
  | { readonly type: 'follow' }
  | { readonly type: 'show'; readonly position: number; readonly anchor: number | undefined }
  /** A valid filter comes into force. */
  | { readonly type: 'setFilter'; readonly text: string }
  /** Adds a term to the filter: only what it shows, or all but that. */
  | { readonly type: 'filterBy'; readonly term: string; readonly exclude: boolean }
  /** Selects the next failing event, or the one before. */
  | { readonly type: 'failureStep'; readonly forward: boolean }
  /** Sets the filter aside, to see what happened around an event. */
  | { readonly type: 'context'; readonly id: number }
  | { readonly type: 'leaveContext' }
  /** Puts events on the clipboard. @param secrets with the values of secret headers, which the user asked for. */
  | {
      readonly type: 'copy';
      readonly selection: SelectedRows;
      readonly format: CopyFormat;
      readonly secrets: boolean;
    }
  /** What may be typed at this offset of the text. */
  | { readonly type: 'suggest'; readonly text: string; readonly offset: number }
  /** The workspace keeps the filter, or forgets it. */
  | { readonly type: 'saveFilter' | 'forgetFilter'; readonly text: string }
  /** Undefined: Find is closed. */
  | { readonly type: 'find'; readonly query: FindQuery | undefined }
  | { readonly type: 'findStep'; readonly forward: boolean }
  /** How often the values of a field occur. @param term the filter word of the event's own value. */
  | { readonly type: 'fieldStatistic'; readonly id: number; readonly term: string }
  | { readonly type: 'openDetail'; readonly id: number }
  | {
      readonly type: 'openFrame';
      readonly id: number;
      readonly error: number;
      readonly frame: number;
    }
  /** Go to the place of the Explain card. */
  | { readonly type: 'openPlace'; readonly id: number }
  /** Apply the Explain card's fix that has this key. */
  | { readonly type: 'applyFix'; readonly id: number; readonly key: string }
  /** Show a row of the related ones. */
  | { readonly type: 'openRelated'; readonly id: number }
  | { readonly type: 'openLink'; readonly id: number }
  | { readonly type: 'openRaw'; readonly id: number }
  /** Select the other event of the same failure. */
  | { readonly type: 'openTwin'; readonly id: number }
  /** Open the page of a code; the host looks it up in its catalog. */
  | { readonly type: 'explain'; readonly code: string }
  | { readonly type: 'command'; readonly command: PageCommand; readonly session?: string };

/** @returns undefined for anything that is not one of our messages. */
export function parseFromPage(message: unknown): FromPage | undefined {
  const fields = fieldsOf(message);
  const id = index(fields.id);
  switch (fields.type) {
    case 'ready':
      return { type: 'ready', utcOffset: offset(fields.utcOffset) };
    case 'follow':
      return { type: 'follow' };
    case 'show': {
      const position = index(fields.position);
      return position === undefined
        ? undefined
        : { type: 'show', position, anchor: index(fields.anchor) };
    }
    case 'setFilter':
    case 'saveFilter':
    case 'forgetFilter':
      return typeof fields.text === 'string' ? { type: fields.type, text: fields.text } : undefined;
    case 'suggest': {
      const offset = index(fields.offset);
      if (typeof fields.text !== 'string' || offset === undefined) return undefined;
      return { type: 'suggest', text: fields.text, offset };
    }
    case 'filterBy':
      return typeof fields.term === 'string'
        ? { type: 'filterBy', term: fields.term, exclude: fields.exclude === true }
        : undefined;
    case 'failureStep':
      return { type: 'failureStep', forward: fields.forward === true };
    case 'leaveContext':
      return { type: 'leaveContext' };
    case 'copy': {
      const format = COPY_FORMATS.find((known) => known === fields.format);
      const selection = selectedRows(fields.selection);
      return format === undefined || selection === undefined
        ? undefined
        : { type: 'copy', selection, format, secrets: fields.secrets === true };
    }
    case 'find':
      return { type: 'find', query: findQuery(fields.query) };
    case 'findStep':
      return { type: 'findStep', forward: fields.forward === true };
    case 'fieldStatistic':
      return id === undefined || typeof fields.term !== 'string'
        ? undefined
        : { type: 'fieldStatistic', id, term: fields.term };
    case 'openDetail':
    case 'openPlace':
    case 'openLink':
    case 'openRelated':
    case 'openRaw':
    case 'openTwin':
    case 'context':
      return id === undefined ? undefined : { type: fields.type, id };
    case 'explain':
      return typeof fields.code === 'string' ? { type: 'explain', code: fields.code } : undefined;
    case 'openFrame': {
      const error = index(fields.error);
      const frame = index(fields.frame);
      if (id === undefined || error === undefined || frame === undefined) return undefined;
      return { type: 'openFrame', id, error, frame };
    }
    case 'applyFix': {
      const { key } = fields;
      return id === undefined || typeof key !== 'string'
        ? undefined
        : { type: 'applyFix', id, key };
    }
    case 'command': {
      const command = PAGE_COMMANDS.find((known) => known === fields.command);
      if (command === undefined) return undefined;
      const session = fields.session;
      return typeof session === 'string'
        ? { type: 'command', command, session }
        : { type: 'command', command };
    }
    default:
      return undefined;
  }
}

function selectedRows(value: unknown): SelectedRows | undefined {
  if (value === 'all') return value;
  if (!Array.isArray(value)) return undefined;
  const ranges = value.map((range: unknown) => {
    const { from, to } = fieldsOf(range);
    const [first, last] = [index(from), index(to)];
    return first === undefined || last === undefined ? undefined : { from: first, to: last };
  });
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

function findQuery(value: unknown): FindQuery | undefined {
  const { text, matchCase, wholeWord, regex } = fieldsOf(value);
  if (typeof text !== 'string') return undefined;
  return {
    text,
    matchCase: matchCase === true,
    wholeWord: wholeWord === true,
    regex: regex === true,
  };
}

/** No place on earth is further ahead or behind. */
function offset(value: unknown): number {
  return typeof value === 'number' && Math.abs(value) <= 15 * 60 ? value : 0;
}

function index(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

const TO_PAGE: readonly ToPage['type'][] = [
  'state',
  'rows',
  'sessions',
  'workers',
  'empty',
  'detail',
  'fixes',
  'related',
  'reveal',
  'focusFilter',
  'togglePause',
  'filter',
  'suggestions',
  'found',
  'statistic',
];

/** Tells the host's messages from others that a window may receive; the host's own fields are trusted. */
export function isToPage(message: unknown): message is ToPage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    TO_PAGE.some((type) => type === message.type)
  );
}
