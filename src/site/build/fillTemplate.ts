import type { RenderedPage } from '../renderPages';
import { rootOf } from './rootOf.ts';

/** Puts a page into `index.html`, whose addresses start with `./`, and turns those back to the site's root where the page lies deeper. */
export function fillTemplate(template: string, page: Omit<RenderedPage, 'files'>): string {
  const root = rootOf(page.path);
  const head = [
    `<title>${escaped(page.title)}</title>`,
    `<meta name="description" content="${escaped(page.description)}" />`,
    ...(page.isListed ? [] : ['<meta name="robots" content="noindex" />']),
  ].join('\n    ');
  // Functions as replacements: a `$&` in the prose must stay what it is.
  return template
    .replace('data-root="./"', () => `data-root="${root}"${page.isEmbed ? ' data-embed' : ''}`)
    .replaceAll(/(src|href)="\.\//g, (_, attribute: string) => `${attribute}="${root}`)
    .replace('<!--head-->', () => head)
    .replace('<!--body-->', () => page.html);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
