import type { KatexOptions } from 'katex';

/** How every formula of the book is typeset, in prose and in figures: only `\htmlData` is trusted, and anything doubtful is an error. */
export const katexOptions = {
  macros: { '\\term': '\\htmlData{term=#1}{#2}' },
  trust: ({ command }) => command === '\\htmlData',
  // `htmlExtension` is what \htmlData itself reports; everything else that KaTeX merely warns of is a fault here.
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  throwOnError: true,
} satisfies KatexOptions;
