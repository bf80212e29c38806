import { isLoud, type TailEvent } from '../../shared/tailEvent.ts';

/** Of a log line, UTF-16 units. */
const READ = 4000;

/**
 * Whether the app logged an empty object where an error belongs. An Error within an object shows so, because JSON
 * has nothing of it (measured): its message and its stack are lost, and nobody sees why.
 */
export function logsEmptyError({ logs }: TailEvent): boolean {
  return logs.some(
    ({ level, message }) =>
      isLoud(level) &&
      message.some((part) => {
        const text = typeof part === 'object' ? JSON.stringify(part) : part;
        return typeof text === 'string' && EMPTY_ERROR.test(text.slice(0, READ));
      }),
  );
}

const EMPTY_ERROR = /"(?:e|err|error|exception|cause|reason|failure)"\s?:\s?\{\}/i;
