import type { RenderedPage } from '../renderPages';

/** Puts a page into `index.html`, whose addresses start with `./`, and turns those back to the site's root where the page lies deeper. */
export function fillTemplate(template: string, page: Omit<RenderedPage, 'files'>): string {
  const root = '../'.repeat(page.path.split('/').length - 1) || './';
  const head = `<title>${escaped(page.title)}</title>\n    <meta name="description" content="${escaped(page.description)}" />`;
  // Functions as replacements: a `$&` in the prose must stay what it is.
  return template
    .replace('data-root="./"', () => `data-root="${root}"`)
    .replaceAll(/(src|href)="\.\//g, (_, attribute: string) => `${attribute}="${root}`)
    .replace('<!--head-->', () => head)
    .replace('<!--body-->', () => page.html);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
