import { flagsOf } from '../configuration/compatibility.ts';
import { configOf } from '../configuration/projectConfig.ts';
import type { Project } from '../project.ts';

/**
 * Whether the Worker has to answer a client's close itself. Undefined when its configuration is not known.
 * https://developers.cloudflare.com/workers/configuration/compatibility-flags/#websocket-auto-reply-to-close
 */
export function mustAnswerClose(project: Project | undefined): boolean | undefined {
  const worker = project && configOf(project)?.worker;
  const date = worker?.get('compatibility_date');
  if (worker === undefined || typeof date !== 'string') return undefined;
  const flags = flagsOf(worker);
  if (flags.includes('web_socket_manual_reply_to_close')) return true;
  return date < AUTO_REPLY && !flags.includes('web_socket_auto_reply_to_close');
}

const AUTO_REPLY = '2026-04-07';
