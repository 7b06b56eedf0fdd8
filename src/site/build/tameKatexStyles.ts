import type { Plugin } from 'vite';

/**
 * KaTeX's stylesheet as the book wants it: in a cascade layer, so that the book's own rules win, and without the woff and ttf files that no
 * browser able to run the book would ask for.
 */
export function tameKatexStyles(): Plugin {
  return {
    name: 'unrolled-tame-katex-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!/katex[^?]*\.css/.test(id)) return undefined;
      return `@layer katex {${code.replaceAll(/,url\([^)]+\) format\("(?:woff|truetype)"\)/g, '')}}`;
    },
  };
}
