/** Gives the keyboard a way to scroll a wide formula, table or listing: a tab stop, only while there is something to scroll. */
export function makeScrollableReachable(page: Document): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
    }
  });
  for (const element of page.querySelectorAll(
    '.prose > :is(pre, table, .katex-display), .prose > p > .katex-display, .cell-equation .katex-display',
  ))
    observer.observe(element);
}
