/** TeX without its `\\htmlData` tags: inside a button that is the term itself, a tagged symbol would be a second one. */
export function untaggedTex(tex: string): string {
  return tex.replaceAll(/\\htmlData\{[^}]*\}/g, '');
}
