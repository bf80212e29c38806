import { toMapBased } from '../../shared/position.ts';
import { type FrameOrigin, originOf } from './frameOrigin.ts';
import { chooseMap, type ChosenMap } from './mapFit.ts';
import { parseStack, type StackFrame } from './parseStack.ts';
import { fromBuild, inPresentText, type PresentPosition } from './presentPlace.ts';
import { chooseReading } from './reading.ts';
import type { ProjectSources, SourceFile } from './projectSources.ts';

/** A place in a file of the user. */
export interface Place extends PresentPosition {
  /** Absolute path. */
  readonly file: string;
  /** For people: relative to the Worker project where it can be. */
  readonly display: string;
  readonly certainty: Certainty;
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
  const frames = await Promise.all(
    parseStack(stack).map(async (frame): Promise<NamedFrame> => {
      const source = frame.origin === 'own' ? await find(frame.file, sources) : undefined;
      const isForeign = source === undefined && isOfRuntime(frame, sources);
      return { frame: isForeign ? { ...frame, origin: 'runtime' } : frame, source };
    }),
  );
  if (frames.some(isMapped)) return inMappedStack(frames, sources, version);
  const maps = new Map<string, ChosenMap | undefined>();
  for (const { frame } of frames) {
    const { file, origin } = frame;
    if (origin !== 'own' || !isModule(file) || maps.has(file)) continue;
    maps.set(file, await chooseMap(ownFrames(frames, file), sources.moduleMaps(file, version)));
  }
  const { bundle } = sources;
  const twin = frames.find(({ source }) => source?.means === 'either')?.source;
  const reading =
    twin &&
    (await chooseReading(ownFrames(frames, bundle), twin, maps.get(bundle), sources, version));
  if (reading === 'source') return inMappedStack(frames, sources, version);
  return Promise.all(
    frames.map(async ({ frame, source }) => {
      if (source?.means === 'either' && reading === 'either') {
        return inSource({ frame, source }, frames, sources, version, 'guessed');
      }
      const chosen =
        frame.origin === 'own' && source?.means !== 'uploaded' ? maps.get(frame.file) : undefined;
      if (chosen !== undefined) return throughMap(frame, chosen, sources);
      const named = source?.means === 'either' ? undefined : source;
      return inSource({ frame, source: named }, frames, sources, version);
    }),
  );
}

/**
 * The runtime has modules of its own, such as `wasm-instantiate-shim.js`: a bare name that is neither a source nor
 * anything that a deploy uploads. A path is a source that is not here, which is another thing.
 */
function isOfRuntime({ file, origin }: StackFrame, sources: ProjectSources): boolean {
  return origin === 'own' && /^[\w.-]+\.[cm]?js$/.test(file) && !sources.mayUpload(file);
}

/** With the source that its file is, if it is one. */
interface NamedFrame {
  readonly frame: StackFrame;
  readonly source: SourceFile | undefined;
}

/** Nothing but a map gives a frame such a name. */
function isMapped({ frame, source }: NamedFrame): boolean {
  return source === undefined
    ? /^[^:]*\bnode_modules\//.test(frame.file)
    : source.means === undefined;
}

function ownFrames(frames: readonly NamedFrame[], file: string): StackFrame[] {
  return frames.flatMap(({ frame }) =>
    frame.origin === 'own' && frame.file === file ? [frame] : [],
  );
}

/** Cloudflare leaves frames that its map does not know, so code that the bundler wrote. */
function inMappedStack(
  frames: readonly NamedFrame[],
  sources: ProjectSources,
  version: string | undefined,
): Promise<PlacedFrame[]> {
  return Promise.all(
    frames.map(async ({ frame, source }) =>
      source === undefined && frame.origin === 'own' && isBundle(frame.file, sources)
        ? { frame, origin: 'helper', place: undefined }
        : inSource({ frame, source }, frames, sources, version),
    ),
  );
}

/** Of a module that is not here nobody knows whose it is. */
function isBundle(file: string, { bundle }: ProjectSources): boolean {
  return file === bundle || (file.startsWith('file:') && isModule(file));
}

/** The frame's own file is the source. */
async function inSource(
  { frame, source }: NamedFrame,
  all: readonly NamedFrame[],
  sources: ProjectSources,
  version: string | undefined,
  surest: Certainty = 'mapped',
): Promise<PlacedFrame> {
  const { origin } = frame;
  if (source === undefined) return { frame, origin, place: undefined };
  const { file, display, isNamesake = false } = source;
  const certainty = isNamesake ? 'guessed' : surest;
  const inFile = all.flatMap((each) => (each.source?.file === file ? [each.frame] : []));
  const at = await inPresentText(frame, inFile, source, sources, version);
  return { frame, origin, place: { file, display, ...at, certainty } };
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
  const at = source && (await fromBuild(original, source, sources));
  if (source === undefined || at === undefined) return { frame, origin: mapped, place: undefined };
  const { file, display } = source;
  // A build that does not fit is of another text.
  const known = fits
    ? ({ certainty: 'built' } as const)
    : ({ certainty: 'guessed', changed: true } as const);
  return { frame, origin: mapped, place: { file, display, ...at, ...known } };
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
