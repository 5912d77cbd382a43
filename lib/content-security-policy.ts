interface PolicyOptions {
  /** Scripts carry this nonce and nothing else runs; without it inline scripts are allowed. */
  readonly nonce?: string;
  readonly development?: boolean;
}

/**
 * The Content-Security-Policy of a page. Pages with a session get a nonce per request. Cached
 * public pages cannot, because one answer serves everybody: their inline scripts are allowed, and
 * they hold no session and echo no input.
 */
export function contentSecurityPolicy({ nonce, development = false }: PolicyOptions): string {
  const scripts = nonce ? `'nonce-${nonce}' 'strict-dynamic'` : "'unsafe-inline'";
  const lines = [
    "default-src 'self'",
    `script-src 'self' ${scripts}${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return lines.join("; ");
}
