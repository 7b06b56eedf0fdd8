/** The address of a figure in its chapter, in the state of a link; from a figure alone, too, it leads to the chapter. Browser only. */
export function chapterAddress(id: string, link: string): string {
  const source = document.querySelector<HTMLAnchorElement>('a[data-embed-source]');
  return new URL(`#${id}?${link}`, source?.href ?? window.location.href).href;
}

/**
 * The code with which another page shows a figure in the state of a link; undefined where there is no page of the figure alone. Browser only.
 * @param inside an element of the figure
 */
export function embedCode(inside: Element | null, title: string, link: string): string | undefined {
  const island = inside?.closest<HTMLElement>('[data-figure-id]');
  const { embed, figureId = '' } = island?.dataset ?? {};
  if (island == null || embed === undefined) return undefined;
  const root = new URL(document.documentElement.dataset.root ?? './', document.baseURI);
  const address = new URL(`${embed}#${figureId}?${link}`, root).href;
  // Room for the line below the figure that leads to the chapter.
  const height = Math.ceil(island.getBoundingClientRect().height) + 60;
  return `<iframe src="${escaped(address)}" title="${escaped(title)}" loading="lazy" style="width: 100%; height: ${height}px; border: 0"></iframe>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
