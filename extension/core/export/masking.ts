import { fieldsOf, type Fields } from '../../shared/fieldsOf.ts';
import { isSecretName } from '../tail/maskHeaders.ts';

/** What stands in the place of a secret: Cloudflare's own word, so that a file reads the same wherever it is from. */
export const REDACTED = 'REDACTED';

/** How many values were masked of each name; `?name` is a parameter of an address. */
export class MaskCounts {
  readonly #counts = new Map<string, number>();

  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** The commonest first. */
  get list(): readonly MaskCount[] {
    return [...this.#counts]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }
}

export interface MaskCount {
  readonly name: string;
  readonly count: number;
}

/** The event without secrets in its request. What the Worker itself logged or threw stays as it is. */
export function maskedEvent(event: Fields, counts: MaskCounts): Fields {
  const trigger = fieldsOf(event.event);
  const request = fieldsOf(trigger.request);
  if (!('request' in trigger)) return event;
  const masked = {
    ...request,
    ...(typeof request.url === 'string' && { url: maskedUrl(request.url, counts) }),
    ...('headers' in request && { headers: maskedHeaders(fieldsOf(request.headers), counts) }),
  };
  return { ...event, event: { ...trigger, request: masked } };
}

function maskedHeaders(headers: Fields, counts: MaskCounts): Fields {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!isSecretName(name) || value === REDACTED) return [name, value];
      counts.add(name.toLowerCase());
      return [name, REDACTED];
    }),
  );
}

/** Secrets of an address are its password, and parameters with a telling name. */
export function maskedUrl(url: string, counts: MaskCounts): string {
  const [, before = '', query = '', after = ''] = /^([^?#]*)(\?[^#]*)?(.*)$/s.exec(url) ?? [];
  const place = before.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/@]*@/i, (_, scheme: string) => {
    counts.add('user:password@');
    return `${scheme}${REDACTED}@`;
  });
  const parameters = query.replace(
    /([?&;])([^=&;]+)=([^&;]+)/g,
    (all, mark: string, name: string, value: string) => {
      if (value === REDACTED || !isSecretParameter(decoded(name))) return all;
      counts.add(`?${decoded(name).toLowerCase()}`);
      return `${mark}${name}=${REDACTED}`;
    },
  );
  return place + parameters + after;
}

/** Of addresses also those that sign them. An author is no authorization. */
function isSecretParameter(name: string): boolean {
  return /signature|^sig$/i.test(name) || (isSecretName(name) && !/^authors?$/i.test(name));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
