/** Wires the theme switch: the choice is worn at once and kept for the next page, where `theme.js` reads it before the first paint. */
export function installTheme(page: Document): void {
  const root = page.documentElement;
  const chosen = root.dataset.theme ?? 'system';
  for (const radio of page.querySelectorAll<HTMLInputElement>('input[name=theme]')) {
    radio.checked = radio.value === chosen;
    radio.addEventListener('change', () => {
      if (radio.value === 'system') delete root.dataset.theme;
      else root.dataset.theme = radio.value;
      try {
        localStorage.setItem('theme', radio.value);
      } catch {
        // Storage may be forbidden; the choice then lasts as long as the page.
      }
    });
  }
}
