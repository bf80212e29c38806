import type { Problem } from '../../core/problems/problem.ts';
import { isTooRare, stageOf } from '../../core/problems/problemLife.ts';
import { formatCount, formatTime, t } from '../../shared/l10n.ts';

/** The state of a problem, what failed, how often, and how far its place can be trusted. */
export function problemMessage(problem: Problem): string {
  return [
    stateSentence(problem),
    failure(problem),
    origin(problem),
    answer(problem),
    placeSentence(problem),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function failure({ seen, ...problem }: Problem): string {
  const said = occurrences(problem);
  return seen.kind === 'logged' ? t('Logged, not thrown: {0}', said) : said;
}

type Said = Pick<Problem, 'worker' | 'name' | 'message' | 'count' | 'lastSeen'>;

function occurrences({ worker, name, message, count, lastSeen }: Said): string {
  // The marker's code links the page that the runtime's message names.
  const line = message.replace(/ (?:See|Refer to:?) https:\S+.*$/m, '').replace(/\s*\n\s*/g, ' ');
  const text = line.length > 400 ? `${line.slice(0, 400)}…` : line;
  const when = formatTime(lastSeen);
  return count === 1
    ? t('{0}: {1} ({2}: once, at {3})', name, text, worker, when)
    : t('{0}: {1} ({2}: {3} times, last at {4})', name, text, worker, formatCount(count), when);
}

/** The event of a caller names no more than the call. */
function origin({ thrownIn }: Problem): string {
  return thrownIn === undefined ? '' : t('Thrown in {0}; this event only calls it.', thrownIn);
}

/** What came of a logged error: of the other kinds it is known, or said already. */
function answer({ seen: { kind, status = 0 } }: Problem): string {
  return kind === 'logged' && status >= 400 ? t('The Worker answered {0}.', status) : '';
}

function stateSentence({ life }: Problem): string {
  const { regression, watch } = life;
  switch (stageOf(life)) {
    case 'edited':
      return t('Edited since.');
    case 'waiting':
      return t('Waiting for a new version.');
    case 'watching':
      if (watch === undefined) return '';
      return isTooRare(life) || watch.needed === undefined
        ? t(
            'Not seen in {0} events since version {1}, but it was too rare to be sure it is fixed.',
            formatCount(watch.quiet),
            short(watch.since.id),
          )
        : t(
            'Not seen in {0} of {1} events since version {2}.',
            formatCount(watch.quiet),
            formatCount(watch.needed),
            short(watch.since.id),
          );
    default:
      if (regression === undefined) return '';
      return regression.cameBack === regression.lastFailing
        ? t('Came back with version {0}, which was deployed again.', short(regression.cameBack))
        : t(
            'Came back in version {0}; it was gone after version {1}.',
            short(regression.cameBack),
            short(regression.lastFailing),
          );
  }
}

function placeSentence({
  seen,
  place: { certainty, changed },
  couldBeMapped,
  thrownIn,
}: Problem): string {
  if (certainty === 'guessed') return t('The place is a guess: the event names none.');
  if (changed === true) return t('This line has changed since the deploy.');
  if (certainty !== 'handler' || thrownIn !== undefined) return '';
  if (seen.kind === 'answered') {
    return t(
      'This is what handles it; an Error that is given to the console gets a line of its own.',
    );
  }
  return couldBeMapped
    ? t(
        'Its stack names only the bundle: this is what handles it. Upload source maps to see the line.',
      )
    : t('The event names no place in your source: this is what handles it.');
}

function short(version: string): string {
  return version.slice(0, 8);
}
