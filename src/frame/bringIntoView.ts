/** Scrolls to a figure, unless its picture is in view as it is: who can see what changes should not be moved. */
export function bringIntoView(figure: Element): void {
  const { top, bottom } = (figure.querySelector('[data-drawing]') ?? figure).getBoundingClientRect();
  const seen = Math.min(bottom, window.innerHeight) - Math.max(top, 0);
  if (seen < Math.min(bottom - top, window.innerHeight * 0.8) - 1) figure.scrollIntoView({ block: 'start' });
}
