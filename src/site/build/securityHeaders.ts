const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
];

/**
 * Sent with every answer, pages and worker scripts alike; a host that serves `dist` should send the same.
 * Inline style attributes are allowed because typeset mathematics needs them; inline scripts and styles are not.
 * @param ancestors who may show the page in a frame, as the policy says it: `'self'`, or `*` for a figure alone
 */
export function securityHeaders(ancestors: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': [...policy, `frame-ancestors ${ancestors}`].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
}

/** Who may frame what lies at a path: anyone a figure alone, nobody but the book the rest. */
export function ancestorsOf(path: string): string {
  return /(^|\/)embed\//.test(path) ? '*' : "'self'";
}
