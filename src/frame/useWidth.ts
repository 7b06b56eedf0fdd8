import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

/** The width that figures are baked at, px. */
const bakedWidth = 1040;
// The server has no layout to read, and says so when asked to.
const useBeforePaint = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/** The width of an element in px, kept up to date; before the page is alive, the width that figures are baked at. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(bakedWidth);
  useBeforePaint(() => {
    const target = element.current;
    if (target === null) return;
    const measure = () => setWidth(Math.max(240, Math.floor(target.clientWidth)));
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return width;
}
