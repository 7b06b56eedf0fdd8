import type { Plugin } from 'vite';
import { nginxSnippet, policyTag } from './headerFiles.ts';

/**
 * Writes the security headers into the built book in the ways that static hosts understand; all but `_headers`, which names what was built,
 * and is written last.
 */
export function staticHosts(): Plugin {
  return {
    name: 'unrolled-static-hosts',
    apply: 'build',
    // As early in the head as it may stand: it binds only what comes after it.
    transformIndexHtml: (html) => html.replace(/<meta charset[^>]*>/, (charset) => `${charset}\n    ${policyTag()}`),
    generateBundle() {
      if (this.environment.name !== 'client') return;
      this.emitFile({ type: 'asset', fileName: 'nginx-headers.conf', source: nginxSnippet() });
    },
  };
}
