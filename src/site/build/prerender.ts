import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import type * as RenderModule from '../renderPages';
import { fillTemplate } from './fillTemplate.ts';
import { findFaults } from './findFaults.ts';
import { headersFile } from './headerFiles.ts';
import { ancestorsOf, securityHeaders } from './securityHeaders.ts';

const entry = 'src/site/renderPages.tsx';
const serverDir = 'node_modules/.prerender';

/**
 * Makes one `vite build` write the whole book: the browser's files first, then every page as HTML around them. A page with a fault stops the
 * build. The development server renders the same pages on request; the preview serves what was built, under the book's security headers.
 */
export function prerender(): Plugin {
  return {
    name: 'unrolled-prerender',
    config: () => ({
      environments: {
        client: { build: { outDir: 'dist' } },
        ssr: { build: { outDir: serverDir, ssr: true, copyPublicDir: false, rolldownOptions: { input: entry } } },
      },
      builder: {
        async buildApp(builder) {
          for (const environment of Object.values(builder.environments)) await builder.build(environment);
          await writePages(builder.config.root, builder.config.publicDir);
        },
      },
    }),
    generateBundle(_, bundle) {
      // tfjs lives in the worker, which is a bundle of its own; here, where the page's own scripts are, it must not appear.
      for (const chunk of Object.values(bundle)) {
        const stray = chunk.type === 'chunk' && chunk.moduleIds.find((id) => id.includes('/@tensorflow/'));
        if (stray) this.error(`tfjs must stay in the worker, but ${chunk.fileName} holds ${stray}`);
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '/').replace(/[?#].*$/, '').replace(/^\//, '');
        if (path !== '' && !/(\/|\.json)$/.test(path)) return next();
        void (async () => {
          const { renderPages } = (await server.ssrLoadModule(entry)) as typeof RenderModule;
          const pages = await renderPages(server.config.publicDir);
          const json = pages.map(({ files }) => files.get(path)).find((text) => text !== undefined);
          if (json !== undefined) return void response.setHeader('Content-Type', 'application/json').end(json);
          const page = pages.find((candidate) => candidate.path === path);
          if (page === undefined) return next();
          const template = await readFile(join(server.config.root, 'index.html'), 'utf8');
          response
            .setHeader('Content-Type', 'text/html')
            .end(await server.transformIndexHtml('/', fillTemplate(template, page)));
        })().catch(next);
      });
    },
    configurePreviewServer(server) {
      const dist = resolve(server.config.root, server.config.build.outDir);
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://local');
        const headers = securityHeaders(ancestorsOf(pathname));
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        next();
      });
      return () => {
        server.middlewares.use((request, response, next) => {
          const path = new URL(request.url ?? '/', 'http://local').pathname;
          if (path.endsWith('.html') && existsSync(join(dist, path))) return next();
          const isPage = !path.includes('..') && existsSync(join(dist, path, 'index.html'));
          if (isPage) return void response.writeHead(301, { Location: `${path}/` }).end();
          const depth = path.split('/').length - 2;
          const notFound = readFileSync(join(dist, '404.html'), 'utf8');
          response.writeHead(404, { 'Content-Type': 'text/html' });
          // The page is written for the site's root; wherever it is shown, it finds its way back there.
          response.end(notFound.replaceAll(/(src|href)="\.\//g, `$1="${'../'.repeat(depth) || './'}`));
        });
      };
    },
  };
}

async function writePages(root: string, publicDir: string): Promise<void> {
  const server = join(root, serverDir);
  const { renderPages } = (await import(pathToFileURL(join(server, 'renderPages.js')).href)) as typeof RenderModule;
  const dist = join(root, 'dist');
  const template = await readFile(join(dist, 'index.html'), 'utf8');
  const pages = await renderPages(publicDir);
  for (const page of pages) {
    const html = fillTemplate(template, page);
    const faults = findFaults(html);
    if (faults.length > 0) throw new Error(`the page "${page.path}" is not fit to be read: ${faults.join('; ')}`);
    const file = join(dist, page.path.endsWith('.html') ? page.path : join(page.path, 'index.html'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, html);
    for (const [address, text] of page.files) await writeFile(join(dist, address), text);
  }
  const entries = await readdir(dist, { withFileTypes: true });
  const listed = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
  await writeFile(join(dist, '_headers'), headersFile(listed.filter((entry) => !/^_headers$|\.conf$/.test(entry))));
  await rm(server, { recursive: true });
  console.log(`wrote ${pages.length} pages: ${pages.map((page) => `/${page.path}`).join(' ')}`);
}
