import { securityHeaders } from './securityHeaders.ts';

/** The security headers as a file for hosts that read `_headers` (Netlify, Cloudflare Pages). */
export function headersFile(): string {
  const lines = Object.entries(securityHeaders).map(([name, value]) => `  ${name}: ${value}`);
  return ['/*', ...lines, ''].join('\n');
}

/** The security headers as lines to include in the `server` or `location` block of nginx. */
export function nginxSnippet(): string {
  const lines = Object.entries(securityHeaders).map(([name, value]) => `add_header ${name} "${value}" always;`);
  return [...lines, ''].join('\n');
}

/**
 * The security policy as a tag, for hosts where headers cannot be set (GitHub Pages). A tag cannot say who may frame the page, and it does
 * not reach worker scripts: there, the worker has no policy of its own.
 */
export function policyTag(): string {
  const policy = (securityHeaders['Content-Security-Policy'] ?? '')
    .split('; ')
    .filter((directive) => !directive.startsWith('frame-ancestors'))
    .join('; ');
  return `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
}
