import { oneBased, toOneBased, toZeroBased, type OneBased } from '../../shared/position.ts';
import { measureDrift } from '../problems/drift.ts';
import { areOneFile, contradicts } from './evidence.ts';
import type { StackFrame } from './parseStack.ts';
import type { ProjectSources, SourceFile } from './projectSources.ts';
import type { Original } from './sourceMap.ts';

/** Where a place is in the text of today. */
export interface PresentPosition {
  readonly position: OneBased;
  /** The text here is not what was deployed: the place is near, and no edit may rely on it. */
  readonly changed?: boolean | undefined;
}

/**
 * Where a place of a source as it was deployed is today. Nothing tells how the source was then: neither the
 * event, nor the version of an event names a commit. The text of today is one that it may have been, that
 * which was there when the version first failed another, that of the newest build a third. Moved by one line, a third of
 * all calls lie where another call could be (measured): so where two texts explain the frame and lead to
 * different lines, the place is not trusted.
 *
 * @param others of the stack that are in this source: what moves a frame moves those below it.
 */
export async function inPresentText(
  frame: StackFrame,
  others: readonly StackFrame[],
  source: SourceFile,
  sources: ProjectSources,
  version: string | undefined,
): Promise<PresentPosition> {
  const at = await inEditor(frame.position, source, sources);
  const present = await sources.presentText(source.file);
  if (present === undefined) return { position: at };
  const above = others.filter(({ position }) => position.line < frame.position.line);
  const places = await Promise.all(
    [frame, ...above].map(async ({ position, functionName }) => ({
      place: toZeroBased(await inEditor(position, source, sources)),
      functionName,
    })),
  );
  const isExplainedBy = (text: string): boolean =>
    places.every(({ place, functionName }) => !contradicts(text, place, functionName));
  const past = (await sources.pastTexts(source.file, version)).find(isExplainedBy);
  const moved = past === undefined ? undefined : drift(at, past, present);
  if (!isExplainedBy(present)) return moved ?? { position: at, changed: true };
  const isSame = moved?.changed !== true && moved?.position.line === at.line;
  return moved === undefined || isSame ? { position: at } : { ...moved, changed: true };
}

/** A bundler counts a byte order mark as a column (measured), an editor does not. */
export async function inEditor(
  position: OneBased,
  { file }: SourceFile,
  sources: ProjectSources,
): Promise<OneBased> {
  const isMarked = position.line === 1 && (await sources.hasByteOrderMark(file));
  return isMarked ? oneBased(1, Math.max(1, position.column - 1)) : position;
}

/** Where a place of the built source is today; undefined when the text of today is another file's. */
export async function fromBuild(
  { position, content }: Original,
  { file }: SourceFile,
  sources: ProjectSources,
): Promise<PresentPosition | undefined> {
  const at = toOneBased(position);
  const present = content === undefined ? undefined : await sources.presentText(file);
  if (content === undefined || present === undefined || content === present) {
    return { position: at };
  }
  return areOneFile(content, present) ? drift(at, content, present) : undefined;
}

function drift(position: OneBased, before: string, present: string): PresentPosition {
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
