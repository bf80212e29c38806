import { toZeroBased } from '../../shared/position.ts';
import { contradicts } from './evidence.ts';
import type { ChosenMap } from './mapFit.ts';
import type { StackFrame } from './parseStack.ts';
import { inEditor } from './presentPlace.ts';
import type { ProjectSources, SourceFile } from './projectSources.ts';

/**
 * What frames mean whose name both the bundle and its source have. `either`: nothing decides, so neither is
 * sure; `neither`: both are contradicted.
 */
export type Reading = 'source' | 'bundle' | 'either' | 'neither';

/**
 * wrangler uploads its map with paths from the project on, so Cloudflare maps a frame in the `index.js` that
 * it bundled to the `index.js` at the project's root. What explains all frames is meant, if the other does not.
 *
 * @param frames of the user's code that have the name. @param bundle its map, the one that fits best.
 */
export async function chooseReading(
  frames: readonly StackFrame[],
  source: SourceFile,
  bundle: ChosenMap | undefined,
  sources: ProjectSources,
  version?: string,
): Promise<Reading> {
  const texts = [
    await sources.presentText(source.file),
    await bundle?.map.content(source.file),
    ...(await sources.pastTexts(source.file, version)),
  ];
  const places = await Promise.all(
    frames.map(async ({ position, functionName }) => ({
      at: toZeroBased(await inEditor(position, source, sources)),
      functionName,
    })),
  );
  const isSource = texts.some(
    (text) =>
      text !== undefined &&
      places.every(({ at, functionName }) => !contradicts(text, at, functionName)),
  );
  if (bundle === undefined) return isSource ? 'either' : 'neither';
  if (bundle.fits) return isSource ? 'either' : 'bundle';
  return isSource ? 'source' : 'neither';
}
