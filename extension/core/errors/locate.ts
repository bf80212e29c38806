import { measureDrift } from '../problems/drift.ts';
import {
  oneBased,
  toMapBased,
  toOneBased,
  toZeroBased,
  type OneBased,
} from '../../shared/position.ts';
import { areOneFile, contradicts } from './evidence.ts';
import { type FrameOrigin, originOf } from './frameOrigin.ts';
import { chooseMap, type ChosenMap } from './mapFit.ts';
import { parseStack, type StackFrame } from './parseStack.ts';
import type { ModuleMap, Original } from './sourceMap.ts';

/** A place in a file of the user. */
export interface Place {
  /** Absolute path. */
  readonly file: string;
  /** For people: relative to the Worker project where it can be. */
  readonly display: string;
  readonly position: OneBased;
  readonly certainty: Certainty;
  /** The text here is not what was deployed: the place is near, and no edit may rely on it. */
  readonly changed?: boolean | undefined;
}

/**
 * How a place is known, the surest first. `mapped`: the frame names the source, because Cloudflare mapped it
 * or the source is deployed as it is. `built`: through the map of a local build that fits the stack (see
 * `chooseMap`). `guessed`: by evidence, such as the message or a build that does not fit. `handler`: no more
 * than what handles such events.
 */
export const CERTAINTIES = ['mapped', 'built', 'guessed', 'handler'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export interface PlacedFrame {
  readonly frame: StackFrame;
  /** Whose code it is, told by the map where there is one. */
  readonly origin: FrameOrigin;
  /** Undefined when the frame is not in a source that is here. */
  readonly place: Place | undefined;
}

/** The Worker project as `locate` sees it. */
export interface ProjectSources {
  /**
   * The source file that a path of a frame means, when it is one of the project's or its workspace's.
   * Paths come from strangers: one that leads out of the workspace is not found.
   */
  findSource(path: string): Promise<SourceFile | undefined>;
  /** The text of a source as it is now; undefined when it cannot be read. */
  presentText(file: string): Promise<string | undefined>;
  /** Whether the file begins with a byte order mark, which an editor does not show. */
  hasByteOrderMark(file: string): Promise<boolean>;
  /** Maps of a deployed module, such as `index.js`; a later one is made only when it is asked for. */
  moduleMaps(module: string, version: string | undefined): AsyncIterable<ModuleMap>;
  /** The source as the project's newest build output has it. */
  builtText(file: string): Promise<string | undefined>;
}

export interface SourceFile {
  readonly file: string;
  readonly display: string;
  /** It is uploaded as it is, beside a bundle: nothing was mapped, and there is nothing to map. */
  readonly isUploaded?: boolean;
}

/**
 * Frames with their places: first as Cloudflare mapped them (the file of the frame is a source), else
 * through the map of a local build. Only the user's own code is a place: a failure in a package is shown
 * where the user's code called it.
 *
 * @param version of the deployment that the stack is of.
 */
export async function locate(
  stack: string,
  sources: ProjectSources,
  version?: string,
): Promise<PlacedFrame[]> {
  const frames = parseStack(stack);
  const named = await Promise.all(frames.map((frame) => inNamedSource(frame, sources)));
  if (named.some(({ isMapped }) => isMapped)) {
    // Cloudflare leaves frames that its map does not know, so code that the bundler wrote.
    return named.map(({ placed: each }) =>
      each.place === undefined && each.origin === 'own' && isModule(each.frame.file)
        ? { ...each, origin: 'helper' }
        : each,
    );
  }
  const maps = new Map<string, ChosenMap | undefined>();
  for (const { file, origin } of frames) {
    if (origin !== 'own' || !isModule(file) || maps.has(file)) continue;
    const inModule = frames.filter((frame) => frame.origin === 'own' && frame.file === file);
    maps.set(file, await chooseMap(inModule, sources.moduleMaps(file, version)));
  }
  const placed: PlacedFrame[] = [];
  for (const { placed: each, isUploaded } of named) {
    const isBundled = each.origin === 'own' && !isUploaded;
    const chosen = isBundled ? maps.get(each.frame.file) : undefined;
    placed.push(chosen === undefined ? each : await throughMap(each.frame, chosen, sources));
  }
  return placed;
}

interface NamedFrame {
  readonly placed: PlacedFrame;
  readonly isMapped: boolean;
  readonly isUploaded: boolean;
}

/** The frame's own file is the source. */
async function inNamedSource(frame: StackFrame, sources: ProjectSources): Promise<NamedFrame> {
  const { file: name, origin } = frame;
  const source = origin === 'own' ? await find(name, sources) : undefined;
  if (source === undefined) {
    return { placed: { frame, origin, place: undefined }, isMapped: false, isUploaded: false };
  }
  const { file, display, isUploaded = false } = source;
  const at = await inPresentText(frame, source, sources);
  const place: Place = { file, display, ...at, certainty: 'mapped' };
  return { placed: { frame, origin, place }, isMapped: !isUploaded && !isModule(name), isUploaded };
}

/**
 * Nothing tells how the source was when it was deployed: neither the event, nor the version of an event
 * names a commit. So the text of today is believed unless it contradicts the frame. Then the build output
 * is asked, if that does not.
 */
async function inPresentText(
  { position, functionName }: StackFrame,
  { file }: SourceFile,
  sources: ProjectSources,
): Promise<Pick<Place, 'position' | 'changed'>> {
  // A bundler counts a byte order mark as a column (measured), an editor does not.
  const isMarked = position.line === 1 && (await sources.hasByteOrderMark(file));
  const at = isMarked ? oneBased(1, Math.max(1, position.column - 1)) : position;
  const present = await sources.presentText(file);
  if (present === undefined || !contradicts(present, toZeroBased(at), functionName)) {
    return { position: at };
  }
  const built = await sources.builtText(file);
  return built === undefined || contradicts(built, toZeroBased(at), functionName)
    ? { position: at, changed: true }
    : drift(at, built, present);
}

async function throughMap(
  frame: StackFrame,
  { map, fits }: ChosenMap,
  sources: ProjectSources,
): Promise<PlacedFrame> {
  const { origin } = frame;
  const original = await map.original(toMapBased(frame.position));
  // What no source stands behind, the bundler wrote.
  if (original === undefined) return { frame, origin: 'helper', place: undefined };
  if (original.isAmbiguous) return { frame, origin, place: undefined };
  const mapped = original.isIgnored ? 'dependency' : originOf(original.source);
  const source = mapped === 'own' ? await find(original.source, sources) : undefined;
  const at = source && (await today(original, source, sources));
  if (source === undefined || at === undefined) return { frame, origin: mapped, place: undefined };
  // A build that does not fit is of another text.
  const known = fits
    ? ({ certainty: 'built' } as const)
    : ({ certainty: 'guessed', changed: true } as const);
  return { frame, origin: mapped, place: { ...source, ...at, ...known } };
}

/** Where a place of the built source is in the text of today; undefined when that is another file's. */
async function today(
  { position, content }: Original,
  { file }: SourceFile,
  sources: ProjectSources,
): Promise<Pick<Place, 'position' | 'changed'> | undefined> {
  const at = toOneBased(position);
  const present = content === undefined ? undefined : await sources.presentText(file);
  if (content === undefined || present === undefined || content === present) {
    return { position: at };
  }
  return areOneFile(content, present) ? drift(at, content, present) : undefined;
}

function drift(
  position: OneBased,
  before: string,
  present: string,
): Pick<Place, 'position' | 'changed'> {
  const drifted = measureDrift(before, present)(toZeroBased(position));
  switch (drifted.kind) {
    case 'kept':
      return { position: toOneBased(drifted.position) };
    case 'changed':
      return { position: toOneBased(drifted.near), changed: true };
    case 'unknown':
      return { position, changed: true };
  }
}

/** esbuild 0.28 writes a source as a URL, `page%20%281%29.ts` (measured); other tools write its path. */
async function find(path: string, sources: ProjectSources): Promise<SourceFile | undefined> {
  const source = await sources.findSource(path);
  const decoded = decode(path);
  if (source !== undefined || decoded === path) return source;
  return sources.findSource(decoded);
}

function decode(path: string): string {
  try {
    return path.startsWith('file:') ? path : decodeURIComponent(path);
  } catch {
    return path; // a stray %
  }
}

/** An uploaded module, by its bare name, or by its URL as a local runtime names it; no source. */
export function isModule(file: string): boolean {
  return /^(?:[^\\/:]+|file:.+)\.[cm]?js$/.test(file);
}

/**
 * The innermost frame in the user's own source. When that source is not here, or was renamed since, the
 * failure has no place: what called it is not where it failed.
 */
export function firstPlace(frames: readonly PlacedFrame[]): Place | undefined {
  return frames.find((each) => each.origin === 'own')?.place;
}
