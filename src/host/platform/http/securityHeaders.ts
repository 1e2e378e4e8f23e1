const CSP_BEFORE_SOCKETS =
  "default-src 'none';script-src 'self';style-src 'self';font-src 'self';img-src 'self' data: blob:;" +
  "media-src 'self';manifest-src 'self';connect-src 'self'";
const CSP_AFTER_SOCKETS = ";frame-src 'self';frame-ancestors 'self';base-uri 'none';form-action 'self'";

/** Plain http in a LAN: nothing to upgrade to, no HSTS, and none of what only a secure context has. */
const FIXED = {
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

/** Scripts, styles, fonts: a policy means nothing to them, and phones count its bytes. */
const FILES = /^\/(p|v|assets)\//;
const FOR_FILES = {
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/**
 * What every answer carries. `host`: the request's Host header once the guard has let it pass; only new browsers count
 * `ws:` to 'self'. Written out rather than by a plugin: the usual one builds its whole policy anew for each request.
 */
export const securityHeaders = (host: string, url: string): Record<string, string> =>
  FILES.test(url)
    ? FOR_FILES
    : {
        'content-security-policy': `${CSP_BEFORE_SOCKETS} ws://${host} wss://${host}${CSP_AFTER_SOCKETS}`,
        ...FIXED,
      };
