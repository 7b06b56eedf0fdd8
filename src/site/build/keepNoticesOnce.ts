import type { Plugin } from 'vite';

/** Keeps each licence notice of a bundle once: tfjs repeats its own in more than a thousand files, nearly half of what the worker would weigh. */
export function keepNoticesOnce(): Plugin {
  return {
    name: 'unrolled-keep-notices-once',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') chunk.code = noticesOnce(chunk.code);
    },
  };
}

/** The code with every notice (a comment with `@license`) that it has already had left out. */
export function noticesOnce(code: string): string {
  const had = new Set<string>();
  return code.replaceAll(/\/\*(?:(?!\*\/|\/\*)[^])*@license(?:(?!\*\/)[^])*\*\/\n?/g, (notice) => {
    const words = notice.replaceAll(/[\s*]+/g, ' ');
    if (had.has(words)) return '';
    had.add(words);
    return notice;
  });
}
