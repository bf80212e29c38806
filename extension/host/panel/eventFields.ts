import { hostOf, pathOf } from '../../core/tail/rowTexts.ts';
import { headersOf } from '../../core/tail/headersOf.ts';
import { maskHeaders } from '../../core/tail/maskHeaders.ts';
import { termOf } from '../../shared/filter/terms.ts';
import { t } from '../../shared/l10n.ts';
import type { FieldView, RequestView } from '../../shared/protocol.ts';
import type { FilterKey } from '../../shared/filter/filterKeys.ts';
import type { FetchTrigger, TailEvent } from '../../shared/tailEvent.ts';

/** What is known of a request, each with the filter word that finds the same elsewhere. */
export function requestView(event: TailEvent): RequestView | undefined {
  const { trigger } = event;
  if (trigger.kind !== 'fetch') return undefined;
  return {
    method: trigger.method,
    url: trigger.url,
    fields: requestFields(trigger, event),
    headers: maskHeaders(headersOf(trigger)).map(([name, value]) => {
      const term = termOf('header', `${name}=${value}`);
      return value === t('masked') ? [name, value] : [name, value, term];
    }),
  };
}

function requestFields(trigger: FetchTrigger, event: TailEvent): FieldView[] {
  const { cf, url } = trigger;
  return [
    statusField(trigger, event),
    field(t('path'), 'path', pathOf(url).replace(/\?[^]*$/, '')),
    field(t('host'), 'host', hostOf(url)),
    field(t('client IP'), 'ip', trigger.clientIp),
    field('colo', 'colo', cf.colo),
    field('cf-ray', 'ray', trigger.ray),
    plain(t('country'), [cf.city, cf.country].filter(isText).join(', ')),
    plain('ASN', [cf.asn, cf.asOrganization].filter(isSaid).join(' ')),
    plain(t('protocol'), [cf.httpProtocol, cf.tlsVersion].filter(isText).join(', ')),
  ].filter((each) => each !== undefined);
}

/** An uncaught throw has no status: the visitor got one, but not from the Worker. */
function statusField({ status, webSocketUpgrade }: FetchTrigger, event: TailEvent): FieldView {
  if (status !== undefined) return [t('status'), String(status), `http:${status}`];
  if (webSocketUpgrade)
    return [t('status'), t('none: a tail does not tell it of an upgrade'), 'http:none'];
  const threw = event.outcome === 'exception' && event.exceptions.length > 0;
  return [t('status'), threw ? t('none: the handler threw') : t('none'), 'http:none'];
}

function field(name: string, key: FilterKey, value: unknown): FieldView | undefined {
  return isText(value) ? [name, value, termOf(key, value)] : undefined;
}

function plain(name: string, value: string): FieldView | undefined {
  return value === '' ? undefined : [name, value];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isSaid(value: unknown): value is string | number {
  return isText(value) || typeof value === 'number';
}
