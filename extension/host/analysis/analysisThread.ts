import { workerData } from 'node:worker_threads';
import { useLanguage } from '../../shared/l10n.ts';
import type { Log } from '../../shared/log.ts';
import { answerParent } from '../threads/answerParent.ts';
import type { AnalysisData, AnalysisMethods, EditorMethods } from './analysisMethods.ts';
import type { Editor } from './cachedModules.ts';
import { SourceAnalysis } from './sourceAnalysis.ts';

/** Runs in a thread of its own: see `startAnalysis`. */

const { language, texts } = workerData as AnalysisData; // what `startAnalysis` gives
useLanguage(language, texts);
answerParent<EditorMethods, AnalysisMethods>((editor) => new SourceAnalysis(editor, logOf(editor)));

function logOf(editor: Editor): Log {
  const at =
    (level: keyof Log) =>
    (message: string | Error): void => {
      const text = message instanceof Error ? (message.stack ?? message.message) : message;
      void editor.call('log', { level, text });
    };
  return {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  };
}
