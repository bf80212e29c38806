import { Thread } from '../threads/thread.ts';
import type { AnalysisData, AnalysisMethods, EditorMethods } from './analysisMethods.ts';

/**
 * The parser and the rules, in a thread of their own: to load them holds a thread for 140 ms, to parse 5,000
 * lines for 15 to 40 ms, and all extensions share the host's (measured).
 */
export type Analysis = Thread<AnalysisMethods, EditorMethods>;

/**
 * It starts with the first call.
 *
 * @param entry absolute path of `analysisThread`. @param patience ms that a call may take, a minute when missing.
 */
export function startAnalysis(
  entry: string,
  data: AnalysisData,
  own: EditorMethods,
  patience?: number,
): Analysis {
  return new Thread({ entry, name: 'rules', own, data, patience });
}
