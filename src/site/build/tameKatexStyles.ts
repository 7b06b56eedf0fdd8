import type { Plugin } from 'vite';
import { leaveOutUnused } from './unusedMathematics.ts';

/**
 * KaTeX's stylesheet as the book wants it: in a cascade layer, so that the book's own rules win, without the woff and ttf files that no
 * browser able to run the book would ask for, and without what the book does not write.
 */
export function tameKatexStyles(): Plugin {
  return {
    name: 'unrolled-tame-katex-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!/katex[^?]*\.css/.test(id)) return undefined;
      const modern = code.replaceAll(/,url\([^)]+\) format\("(?:woff|truetype)"\)/g, '');
      return `@layer katex {${leaveOutUnused(modern)}}`;
    },
  };
}
