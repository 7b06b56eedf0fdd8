// Runs before anything is painted, so that neither a chosen theme nor a hidden control flashes. A file of its own: the CSP forbids inline scripts.
{
  const root = document.documentElement;
  // Whoever shows one figure in a frame may say in its address what it is to look like.
  const asked = new URLSearchParams(root.hasAttribute('data-embed') ? location.search : '');
  let theme = asked.get('theme');
  try {
    theme ??= localStorage.getItem('theme');
  } catch {
    // Storage may be forbidden; the system's theme stands.
  }
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const hidden = (asked.get('hide') ?? '').split(/[ ,]+/).filter((part) => /^[a-z]{1,12}$/.test(part));
  if (hidden.length > 0) root.dataset.hide = hidden.slice(0, 12).join(' ');
}
