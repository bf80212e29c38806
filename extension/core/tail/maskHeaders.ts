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
    isSecretName(name) ? t('masked') : value,
  ]);
}

/** Whether a header or a parameter of this name holds what nobody else may see. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

const SECRET = /auth|cookie|jwt|key|secret|token|passw|credential/i;
