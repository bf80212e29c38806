import { compatibilityOf } from '../../config/compatibility.ts';
import type { Project } from '../project.ts';

/**
 * Whether the Worker has to answer a client's close itself. Undefined when its configuration is not known.
 * https://developers.cloudflare.com/workers/configuration/compatibility-flags/#websocket-auto-reply-to-close
 */
export function mustAnswerClose(project: Project | undefined): boolean | undefined {
  const { config, environment } = project ?? {};
  if (config === undefined) return undefined;
  const format = config.file.endsWith('.toml') ? 'toml' : 'json';
  const compatibility = compatibilityOf(config.text, format, environment);
  if (compatibility === undefined) return undefined;
  const { date, flags } = compatibility;
  if (flags.includes('web_socket_manual_reply_to_close')) return true;
  return date < AUTO_REPLY && !flags.includes('web_socket_auto_reply_to_close');
}

const AUTO_REPLY = '2026-04-07';
