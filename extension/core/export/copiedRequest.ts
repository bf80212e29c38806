import { headersOf } from '../tail/headersOf.ts';
import type { FetchTrigger } from '../../shared/tailEvent.ts';
import { isSecretName } from '../tail/maskHeaders.ts';
import { REDACTED } from './masking.ts';

/** A request as it can be sent again. Nothing in it can end a line or a header. */
export interface CopiedRequest {
  readonly method: string;
  /** http or https, in printable ASCII without quotes, blanks and backslashes. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Names of headers that are left out, as their values are secret or were taken out by Cloudflare. */
  readonly leftOut: readonly string[];
  /** Names of headers whose value Cloudflare has taken out. */
  readonly redacted: readonly string[];
  /** It had a body, and a tail has none. */
  readonly lacksBody: boolean;
}

/** @param secrets whether secret values go along. @returns undefined for what is no request to a server. */
export function copiedRequest(trigger: FetchTrigger, secrets: boolean): CopiedRequest | undefined {
  const url = sendableUrl(trigger.url);
  if (url === undefined || !TOKEN.test(trigger.method)) return undefined;
  const headers: [string, string][] = trigger.webSocketUpgrade ? [['connection', 'Upgrade']] : [];
  const leftOut: string[] = [];
  const redacted: string[] = [];
  for (const [name, value] of Object.entries(headersOf(trigger))) {
    if (!TOKEN.test(name) || OF_THE_WAY.test(name)) continue;
    if (name === 'sec-websocket-key') headers.push([name, NONCE]);
    else if (!secrets && (isSecretName(name) || value === REDACTED)) leftOut.push(name);
    else {
      if (value === REDACTED) redacted.push(name);
      headers.push([name, oneLine(value)]);
    }
  }
  return { method: trigger.method, url, headers, leftOut, redacted, lacksBody: hadBody(trigger) };
}

/** RFC 9110, 5.6.2. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * Each hop makes these anew, and Cloudflare refuses some of its own from a client. With the extensions of a WebSocket
 * curl would have to unpack its messages.
 *
 * @see https://developers.cloudflare.com/fundamentals/reference/http-headers/
 */
const OF_THE_WAY =
  /^(?:host|content-length|transfer-encoding|connection|keep-alive|te|trailer|accept-encoding|sec-websocket-extensions|cdn-loop|x-forwarded-(?:for|proto)|x-real-ip|true-client-ip|cf-(?:connecting-.*|pseudo-ipv4|ray|visitor|ipcountry|ew-via|worker))$/;

/** No secret: a server only proves with it that it speaks the protocol (RFC 6455, 1.3). Cloudflare takes it out. */
const NONCE = 'dGhlIHNhbXBsZSBub25jZQ==';

function sendableUrl(url: string): string | undefined {
  if (!/^https?:\/\/[^/?#]/i.test(url)) return undefined;
  return url.toWellFormed().replace(/[^\w.~:/?#[\]@!$&'()*+,;=%-]/gu, encodeURIComponent);
}

function oneLine(value: string): string {
  return value
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}

function hadBody({ method, headers }: FetchTrigger): boolean {
  const { 'content-length': length, 'transfer-encoding': coding } = headers;
  if (coding !== undefined) return true;
  return length === undefined ? /^(?:POST|PUT|PATCH)$/.test(method) : length !== '0';
}
