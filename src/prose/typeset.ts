import katex from 'katex';
import { katexOptions } from './katexOptions';

/** TeX to HTML with MathML beside it, at build time only: no page loads KaTeX. Throws on a malformed formula. */
export function typeset(tex: string, { isDisplay = false }: { isDisplay?: boolean } = {}): string {
  // KaTeX writes \gdef'd macros back into the object it is given, so each formula has its own copy.
  return katex.renderToString(tex, { ...katexOptions, macros: { ...katexOptions.macros }, displayMode: isDisplay });
}
