import { t } from '../../shared/l10n.ts';

/**
 * Headers for people: the values of secret ones are masked. Cloudflare redacts those whose names hold
 * auth, jwt, key, secret, token or are cookies; a recording from elsewhere may not be redacted.
 */
export function maskHeaders(
  headers: Readonly<Record<string, string>>,
): (readonly [name: string, value: string])[] {
  return Object.entries(headers).map(([name, value]) => [
    name,
    SECRET.test(name) ? t('masked') : value,
  ]);
}

const SECRET = /auth|cookie|jwt|key|secret|token|passw|credential/i;
