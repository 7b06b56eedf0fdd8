/** The way from a page back to the site's root, `./` or `../../`; the page is given as its path under the root. */
export function rootOf(path: string): string {
  return '../'.repeat(path.split('/').length - 1) || './';
}
