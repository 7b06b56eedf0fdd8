import mdx from '@mdx-js/rollup';
import react from '@vitejs/plugin-react';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { defineConfig } from 'vite';
import { katexOptions } from './src/prose/katexOptions.ts';
import { tameKatexStyles } from './src/site/build/tameKatexStyles.ts';
import { keepNoticesOnce } from './src/site/build/keepNoticesOnce.ts';
import { prerender } from './src/site/build/prerender.ts';
import { shortClass } from './src/site/build/shortClass.ts';
import { staticHosts } from './src/site/build/staticHosts.ts';

// This file and what it imports name extensions, unlike the rest: newer versions of Node load them as they are.

export default defineConfig({
  // Relative, so that the book works on any path of any host.
  base: './',
  appType: 'mpa',
  plugins: [
    {
      enforce: 'pre',
      ...mdx({ remarkPlugins: [remarkMath, remarkGfm], rehypePlugins: [[rehypeKatex, katexOptions]] }),
    },
    react(),
    tameKatexStyles(),
    prerender(),
    staticHosts(),
  ],
  worker: {
    format: 'es',
    plugins: () => [keepNoticesOnce()],
    // The book uses tfjs's core alone; its layers, which register themselves, would come along otherwise (the bench has its own build).
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/tfjs-(layers|converter|data)\//.test(id) } },
  },
  css: { modules: { generateScopedName: shortClass } },
  build: {
    // One stylesheet: a figure's baked HTML is on the page before the figure's own script is.
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    // What only the baking of a figure asks of the equations would otherwise come along with the figure.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/\/src\/equations\//.test(id) } },
    target: 'es2023',
  },
  preview: { port: 4173, host: '127.0.0.1' },
});
