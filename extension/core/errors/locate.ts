import { toMapBased, toOneBased, type OneBased } from '../../shared/position.ts';
import { isForeign, parseStack, type StackFrame } from './parseStack.ts';
import type { ModuleMap } from './sourceMap.ts';

/** A place in a file of the user. */
export interface Place {
  /** Absolute path. */
  readonly file: string;
  /** For people: relative to the Worker project where it can be. */
  readonly display: string;
  readonly position: OneBased;
}

export interface PlacedFrame {
  readonly frame: StackFrame;
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
  /** The map of a deployed module, such as `index.js`, from the project's own build output. */
  moduleMap(module: string): Promise<ModuleMap | undefined>;
}

export interface SourceFile {
  readonly file: string;
  readonly display: string;
}

/**
 * Frames with their places: first as Cloudflare mapped them (the file of the frame is a source), else
 * through the map of the local build.
 */
export async function locate(stack: string, sources: ProjectSources): Promise<PlacedFrame[]> {
  const placed: PlacedFrame[] = [];
  for (const frame of parseStack(stack)) {
    placed.push({
      frame,
      place: isForeign(frame.file) ? undefined : await placeOf(frame, sources),
    });
  }
  return placed;
}

async function placeOf(frame: StackFrame, sources: ProjectSources): Promise<Place | undefined> {
  const map = await sources.moduleMap(frame.file);
  if (map !== undefined) {
    const original = map.original(toMapBased(frame.position));
    if (original === undefined || isForeign(original.source)) return undefined;
    const source = await sources.findSource(original.source);
    return source && { ...source, position: toOneBased(original.position) };
  }
  const source = await sources.findSource(frame.file);
  return source && { ...source, position: frame.position };
}

/** The innermost frame in the user's own source. */
export function firstPlace(frames: readonly PlacedFrame[]): Place | undefined {
  return frames.find((each) => each.place !== undefined)?.place;
}
