import { ancestorsOf, securityHeaders } from './securityHeaders.ts';

/**
 * The security headers as a file for hosts that read `_headers` (Netlify, Cloudflare Pages). Hosts disagree on what two rules for one path
 * make of each other, so every path has one rule.
 * @param entries what lies in the site's root: files by name, folders with a slash at the end
 */
export function headersFile(entries: readonly string[]): string {
  const rules = ['/', ...entries.map((entry) => (entry.endsWith('/') ? `/${entry}*` : `/${entry}`))].map((path) => {
    const lines = Object.entries(securityHeaders(ancestorsOf(path))).map(([name, value]) => `  ${name}: ${value}`);
    return [path, ...lines].join('\n');
  });
  return `${rules.join('\n')}\n`;
}

/** The security headers as lines to include in the `server` or `location` block of nginx. */
export function nginxSnippet(): string {
  const ancestors = '$unrolled_ancestors';
  const lines = Object.entries(securityHeaders(ancestors)).map(
    ([name, value]) => `add_header ${name} "${value}" always;`,
  );
  return [
    `set ${ancestors} "${ancestorsOf('/')}";`,
    `if ($uri ~ "/embed/") { set ${ancestors} "${ancestorsOf('/embed/')}"; }`,
    ...lines,
    '',
  ].join('\n');
}

/**
 * The security policy as a tag, for hosts where headers cannot be set (GitHub Pages). A tag cannot say who may frame the page, and it does
 * not reach worker scripts: there, the worker has no policy of its own.
 */
export function policyTag(): string {
  const policy = (securityHeaders("'self'")['Content-Security-Policy'] ?? '')
    .split('; ')
    .filter((directive) => !directive.startsWith('frame-ancestors'))
    .join('; ');
  return `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
}
