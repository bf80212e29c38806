import type { SessionStateName, SessionView } from '../extension/shared/protocol.ts';

/** First what the user should know of. */
const BY_CONCERN: readonly SessionStateName[] = [
  'reconnecting',
  'sampling',
  'starting',
  'live',
  'quiet',
  'stopped',
];

/** The session that stands for all: the one that runs and is of most concern, else the latest. */
export function overallState(sessions: readonly SessionView[]): SessionView | undefined {
  const running = sessions.filter(({ stoppedAt }) => stoppedAt === undefined);
  const state = BY_CONCERN.find((concern) => running.some((each) => each.state === concern));
  return running.find((each) => each.state === state) ?? sessions.at(-1);
}
