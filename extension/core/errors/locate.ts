import { measureDrift } from '../problems/drift.ts';
import { toMapBased, toOneBased, toZeroBased, type OneBased } from '../../shared/position.ts';
import { type FrameOrigin, originOf } from './frameOrigin.ts';
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
  /** The line is not as it was deployed: the place is near, and no edit may rely on it. */
  readonly changed?: boolean | undefined;
}

/**
 * How a place is known, the surest first. `mapped`: the frame names the source, because Cloudflare mapped it
 * or the source is deployed as it is. `built`: through the map of a local build. `guessed`: by evidence, such
 * as the message. `handler`: no more than what handles such events.
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
  /** The map of a deployed module, such as `index.js`, from the project's own build output. */
  moduleMap(module: string): Promise<ModuleMap | undefined>;
}

export interface SourceFile {
  readonly file: string;
  readonly display: string;
}

/**
 * Frames with their places: first as Cloudflare mapped them (the file of the frame is a source), else
 * through the map of the local build. Only the user's own code is a place: a failure in a package is shown
 * where the user's code called it.
 */
export async function locate(stack: string, sources: ProjectSources): Promise<PlacedFrame[]> {
  const placed: PlacedFrame[] = [];
  for (const frame of parseStack(stack)) placed.push(await place(frame, sources));
  // Cloudflare leaves frames that its map does not know, so code that the bundler wrote.
  const isMapped = placed.some(
    ({ place, frame }) => place?.certainty === 'mapped' && !isBare(frame.file),
  );
  return placed.map((each) =>
    isMapped && each.place === undefined && each.origin === 'own' && isBare(each.frame.file)
      ? { ...each, origin: 'helper' }
      : each,
  );
}

async function place(frame: StackFrame, sources: ProjectSources): Promise<PlacedFrame> {
  const { file, position, origin } = frame;
  if (origin !== 'own') return { frame, origin, place: undefined };
  const built = await sources.moduleMap(file);
  if (built === undefined) {
    const source = await find(file, sources);
    return { frame, origin, place: source && { ...source, position, certainty: 'mapped' } };
  }
  const original = built.original(toMapBased(position));
  // What no source stands behind, the bundler wrote.
  if (original === undefined) return { frame, origin: 'helper', place: undefined };
  if (original.isAmbiguous) return { frame, origin, place: undefined };
  const mapped = original.isIgnored ? 'dependency' : originOf(original.source);
  const source = mapped === 'own' ? await find(original.source, sources) : undefined;
  return {
    frame,
    origin: mapped,
    place: source && {
      ...source,
      ...(await today(original, source, sources)),
      certainty: 'built',
    },
  };
}

/** Where a place of the built source is in the text of today. */
async function today(
  { position, content }: Original,
  { file }: SourceFile,
  sources: ProjectSources,
): Promise<Pick<Place, 'position' | 'changed'>> {
  const present = content === undefined ? undefined : await sources.presentText(file);
  if (content === undefined || present === undefined || content === present) {
    return { position: toOneBased(position) };
  }
  const drifted = measureDrift(content, present)(toZeroBased(position));
  switch (drifted.kind) {
    case 'kept':
      return { position: toOneBased(drifted.position) };
    case 'changed':
      return { position: toOneBased(drifted.near), changed: true };
    case 'unknown':
      return { position: toOneBased(position), changed: true };
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

/** The name of an uploaded module, not the path of a source. */
function isBare(file: string): boolean {
  return /^[^\\/:]+\.[cm]?js$/.test(file);
}

/**
 * The innermost frame in the user's own source. When that source is not here, or was renamed since, the
 * failure has no place: what called it is not where it failed.
 */
export function firstPlace(frames: readonly PlacedFrame[]): Place | undefined {
  return frames.find((each) => each.origin === 'own')?.place;
}
