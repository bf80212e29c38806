import { decided, identify } from '../catalog/identify.ts';
import { t } from '../../shared/l10n.ts';
import type { PageCommand } from '../../shared/protocol.ts';

/** Why a tail ended or did not start, for a person: one sentence, and the one next step. */
export interface StopReason {
  readonly reason: StopReasonName;
  readonly sentence: string;
  readonly next: { readonly label: string; readonly command: PageCommand } | undefined;
}

export type StopReasonName =
  | 'asked'
  | 'ended'
  | 'not-logged-in'
  | 'not-authorized'
  | 'several-accounts'
  | 'worker-not-found'
  | 'too-many-viewers'
  | 'rate-limited'
  | 'unreachable'
  | 'connection-lost'
  | 'node-too-old'
  | 'config-broken'
  | 'pages-project'
  | 'name-missing'
  | 'not-started'
  | 'failed';

/** How the process ended: its exit code or the signal that ended it. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** What stderr says while the tail runs on. Texts as measured with wrangler 4.156 and 4.164. */
export function isReconnecting(line: string): boolean {
  return line.includes('Tail connection lost');
}

/**
 * Removes ANSI colours: wrangler prints them in its error blocks even with NO_COLOR=1 (measured).
 */
export function stripAnsi(text: string): string {
  // eslint's no-control-regex does not apply: ESC is what is looked for.
  return text.replace(new RegExp(`${ESCAPE}\\[[0-9;?]*[ -/]*[@-~]`, 'g'), '');
}

const ESCAPE = String.fromCharCode(27);

/**
 * Finds the reason in what the process printed. wrangler has no machine-readable exit code (always 1), so
 * its texts decide; API errors carry `[code: N]`.
 *
 * @param output stdout lines that were no event, and stderr; without ANSI codes.
 */
export function explainExit(output: string, exit: ProcessExit, worker: string): StopReason {
  const codes = new Set([...output.matchAll(/\[code: (\d+)\]/g)].map((match) => Number(match[1])));
  for (const [reason, test, sentence, next] of REASONS) {
    if (test.some((each) => (typeof each === 'number' ? codes.has(each) : each.test(output)))) {
      return { reason, sentence: sentence(worker, output), next: next() };
    }
  }
  if (exit.code === 0) {
    return {
      reason: 'ended',
      sentence: t('Cloudflare closed the tail of {0}.', worker),
      next: startAgain(),
    };
  }
  const error = meaningIn(output) ?? firstError(output);
  return { reason: 'failed', sentence: failed(exit, error), next: showLog() };
}

/** What the catalog says of a code in the output; wrangler itself says only that a request failed. */
function meaningIn(output: string): string | undefined {
  const meaning = decided(identify(output, 'tool'));
  return meaning && `${meaning.entry.title} (${meaning.code}). ${meaning.entry.meaning}`;
}

function failed({ code, signal }: ProcessExit, error: string | undefined): string {
  if (signal !== null) {
    return error === undefined
      ? t('wrangler stopped (signal {0}): it gave no reason', signal)
      : t('wrangler stopped (signal {0}): {1}', signal, error);
  }
  return error === undefined
    ? t('wrangler stopped (exit code {0}): it gave no reason', code ?? '?')
    : t('wrangler stopped (exit code {0}): {1}', code ?? '?', error);
}

// Functions, because the translations come after this module is loaded.
type NextStep = NonNullable<StopReason['next']>;
const startAgain = (): NextStep => ({ label: t('Start Again'), command: 'restart' });
const showLog = (): NextStep => ({ label: t('Show Log'), command: 'showLog' });
const openSettings = (): NextStep => ({ label: t('Open Settings'), command: 'openSettings' });
const chooseWorker = (): NextStep => ({ label: t('Choose a Worker'), command: 'start' });

type ReasonRow = readonly [
  reason: StopReasonName,
  /** Any of these decides: a Cloudflare API code, or a text. */
  test: readonly (number | RegExp)[],
  sentence: (worker: string, output: string) => string,
  next: () => NextStep,
];

/** First match wins, so the particular stands before the general. */
const REASONS: readonly ReasonRow[] = [
  [
    'node-too-old',
    [/Wrangler requires at least Node\.js/],
    (_, output) => {
      const needs =
        /Wrangler requires at least Node\.js v[\d.]+\. You are using v\d+\.\d+\.\d+/.exec(
          output,
        )?.[0];
      return needs === undefined
        ? t('Wrangler needs a newer Node.js. Set tailWorker.nodePath to a newer Node.js.')
        : t('{0}. Set tailWorker.nodePath to a newer Node.js.', needs);
    },
    openSettings,
  ],
  [
    'not-logged-in',
    [/necessary to set a CLOUDFLARE_API_TOKEN/, /You are not (?:logged in|authenticated)/],
    () => t('Wrangler is not logged in. Run "npx wrangler login" in a terminal, then start again.'),
    startAgain,
  ],
  [
    'several-accounts',
    [/More than one account available/],
    () =>
      t(
        'You have more than one Cloudflare account. Put "account_id" into the Wrangler configuration, then start again.',
      ),
    startAgain,
  ],
  [
    'worker-not-found',
    [10007, 10090, 10092],
    (worker) =>
      t(
        'There is no Worker "{0}" on this account. Deploy it, or choose another name or account.',
        worker,
      ),
    chooseWorker,
  ],
  [
    'too-many-viewers',
    [10057],
    (worker) =>
      t(
        '{0} has too much traffic or too many viewers to be tailed now: at most 10 can watch a Worker at a time.',
        worker,
      ),
    startAgain,
  ],
  [
    'rate-limited',
    [971, /-> 429 /, /Unexpected server response: 429/],
    (_, output) => {
      const wait = /wait (\d+) second/.exec(output)?.[1];
      return wait === undefined
        ? t('Cloudflare limits the rate of requests. Start again in a minute.')
        : t('Cloudflare limits the rate of requests. Start again in {0} seconds.', wait);
    },
    startAgain,
  ],
  [
    'not-authorized',
    [10000, 9106, 9109, 10023, 7003, /Unexpected server response: 40[13]/, /-> 403 /],
    () =>
      t(
        'Cloudflare refused the login. Run "npx wrangler login", or give the API token the permission "Workers Tail: Read".',
      ),
    startAgain,
  ],
  [
    'pages-project',
    [/pages deployment tail/],
    () =>
      t(
        'This is a Pages project. Tail Worker follows Workers; use "wrangler pages deployment tail" here.',
      ),
    showLog,
  ],
  [
    'name-missing',
    [/Required Worker name missing/],
    () =>
      t(
        'The Wrangler configuration has no "name". Add it, or start again and type a Worker\'s name.',
      ),
    chooseWorker,
  ],
  [
    'config-broken',
    [/Invalid TOML document|JSON parse|No environment found in configuration|InvalidSymbol/],
    (_, output) => t('The Wrangler configuration cannot be used: {0}', firstError(output) ?? ''),
    showLog,
  ],
  [
    'connection-lost',
    [/Unable to reconnect to the tail/],
    (worker) => t('The connection to {0} was lost, and 5 attempts to reconnect failed.', worker),
    startAgain,
  ],
  [
    'unreachable',
    [/fetch failed|connectivity issue|ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN/],
    () => t('Cloudflare cannot be reached. Look at the network or proxy, then start again.'),
    startAgain,
  ],
];

function firstError(output: string): string | undefined {
  const lines = output.split('\n').map((line) => line.trim());
  const block = lines.find((line) => line.includes('[ERROR]'));
  if (block !== undefined) return block.slice(block.indexOf('[ERROR]') + 7).trim();
  return lines.find((line) => /^(?:\w*Error\b|Error:)/.test(line));
}
