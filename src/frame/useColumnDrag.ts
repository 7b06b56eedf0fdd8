import { type PointerEvent, useRef } from 'react';

/** How far a pointer may stray and still be a press, px. */
const slack = 6;

/**
 * Lets a picture be scrubbed by dragging over its columns, and its marks be pressed. A finger that pans the page up or down does neither.
 * @param stepAt the letter (from 1) under a point of the picture, px from its upper left corner
 * @param onStep the playhead goes to a letter
 * @param onPress something was pressed, and not dragged; `target` is what lay under the pointer
 */
export function useColumnDrag({
  stepAt,
  onStep,
  onPress,
}: {
  stepAt: (x: number) => number | undefined;
  onStep: (step: number) => void;
  onPress: (step: number | undefined, point: { x: number; y: number; target: EventTarget | null }) => void;
}) {
  const press = useRef<{ x: number; y: number; target: EventTarget | null; isDrag: boolean }>(undefined);
  const pointOf = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  return {
    onPointerDown(event: PointerEvent<SVGSVGElement>) {
      if (event.button !== 0) return;
      press.current = { ...pointOf(event), target: event.target, isDrag: false };
    },
    onPointerMove(event: PointerEvent<SVGSVGElement>) {
      const { current } = press;
      // The button may have been let go outside the picture.
      if (event.buttons === 0) press.current = undefined;
      if (current === undefined || event.buttons === 0) return;
      const { x } = pointOf(event);
      if (!current.isDrag && Math.abs(x - current.x) <= slack) return;
      if (!current.isDrag) event.currentTarget.setPointerCapture(event.pointerId);
      current.isDrag = true;
      const step = stepAt(x);
      if (step !== undefined) onStep(step);
    },
    onPointerUp() {
      const { current } = press;
      press.current = undefined;
      if (current !== undefined && !current.isDrag) onPress(stepAt(current.x), current);
    },
    onPointerCancel() {
      press.current = undefined;
    },
  };
}
