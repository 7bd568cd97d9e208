// A drawing seen through a frame that comes nearer, goes farther and is dragged. Shared by the map and the network.

export type Frame = { x: number; y: number; width: number; height: number };

const between = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value));

/** The frame at another place or of another size, never outside the whole. */
export function moved(whole: Frame, to: Frame): Frame {
  return {
    ...to,
    x: between(whole.x, to.x, whole.x + whole.width - to.width),
    y: between(whole.y, to.y, whole.y + whole.height - to.height),
  };
}

/** The frame nearer (below 1) or farther, around a point or its middle; at most `most` times nearer than the whole. */
export function zoomed(whole: Frame, at: Frame, by: number, most: number, x = at.x + at.width / 2, y = at.y + at.height / 2): Frame {
  const width = between(whole.width / most, at.width * by, whole.width);
  const height = (width * whole.height) / whole.width;
  return moved(whole, { width, height, x: x - ((x - at.x) * width) / at.width, y: y - ((y - at.y) * height) / at.height });
}

/** Drag the drawing, as far as it is larger than its frame. Gives what takes the listeners off again. */
export function draggable(svg: SVGSVGElement, frame: () => Frame, whole: () => Frame, move: (to: Frame) => void): () => void {
  let from: { x: number; y: number } | null = null;
  const down = (e: PointerEvent) => (from = { x: e.clientX, y: e.clientY });
  const drag = (e: PointerEvent) => {
    const at = frame();
    if (!from || at.width >= whole().width) return;
    const unit = at.width / svg.clientWidth;
    move(moved(whole(), { ...at, x: at.x - (e.clientX - from.x) * unit, y: at.y - (e.clientY - from.y) * unit }));
    from = { x: e.clientX, y: e.clientY };
  };
  const up = () => (from = null);
  svg.addEventListener("pointerdown", down);
  svg.addEventListener("pointermove", drag);
  window.addEventListener("pointerup", up);
  return () => {
    svg.removeEventListener("pointerdown", down);
    svg.removeEventListener("pointermove", drag);
    window.removeEventListener("pointerup", up);
  };
}
