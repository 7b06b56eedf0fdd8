/** The parts of a figure that an embedding page may hide, as `hide=` names them: `?hide=menu,caption`. The picture always stays. */
const hideableParts = [
  'title',
  'input',
  'switches',
  'hand',
  'menu',
  'header',
  'options',
  'rail',
  'time',
  'engine',
  'caption',
];

/**
 * On a page with one figure alone: the way to the chapter takes the figure's state along, and what `hide=` names in vain is said. (What it
 * hides was hidden by `theme.js`, before the first paint.)
 */
export function installEmbed(page: Document): void {
  const source = page.querySelector<HTMLAnchorElement>('a[data-embed-source]');
  if (source === null) return;
  const chapter = source.href.replace(/#.*$/s, '');
  const follow = () => {
    const { hash } = window.location;
    source.href = `${chapter}${hash.startsWith(`#${source.dataset.embedSource}?`) ? hash : `#${source.dataset.embedSource}`}`;
  };
  for (const event of ['pointerdown', 'focus', 'click']) source.addEventListener(event, follow);
  const asked = page.documentElement.dataset.hide?.split(' ') ?? [];
  const unknown = asked.filter((part) => !hideableParts.includes(part));
  if (unknown.length === 0) return;
  const note = page.createElement('p');
  note.className = 'embed-note';
  note.textContent = `hide= knows no ${unknown.join(', ')}; it may name ${hideableParts.join(', ')}.`;
  source.parentElement?.after(note);
}
