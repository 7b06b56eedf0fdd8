import { bringIntoView } from './bringIntoView';

/**
 * Scrolls to the figure that the address names with a state, `#unrolled?t=5`: the browser looks for an element of that whole name, and finds none.
 * The figure comes alive because it is near, and then reads its state itself.
 */
export function bringLinkedFigureNear(page: Document): void {
  const bring = () => {
    const [id = '', state] = (page.defaultView?.location.hash ?? '').replace(/^#/, '').split('?');
    if (state === undefined) return;
    const figure = page.getElementById(id);
    if (figure !== null) bringIntoView(figure);
  };
  bring();
  page.defaultView?.addEventListener('hashchange', bring);
}
