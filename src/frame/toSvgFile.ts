/** What of a mark's look lies in the page's stylesheet and must go along. */
const properties = [
  ...['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'opacity', 'transform'],
  ...['font-family', 'font-size', 'font-style', 'font-weight', 'text-anchor'],
];
const initial = new Set(['none', 'normal', '1', 'start', 'miter', '']);
const keptWhereInitial = new Set(['fill', 'stroke']);

/** A drawing as a file that stands alone: the same marks, wearing their computed colours and type. Browser only. */
export function toSvgFile(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [...drawing.querySelectorAll<SVGElement>('*')];
  [...copy.querySelectorAll<SVGElement>('*')].forEach((mark, i) => {
    const original = originals[i];
    if (original === undefined) return;
    const look = getComputedStyle(original);
    const style = properties.flatMap((property) => {
      const value = toPlainColour(look.getPropertyValue(property));
      return initial.has(value) && !keptWhereInitial.has(property) ? [] : [`${property}:${value}`];
    });
    mark.removeAttribute('class');
    mark.setAttribute('style', style.join(';'));
  });
  copy.removeAttribute('class');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${drawing.width.baseVal.value} ${drawing.height.baseVal.value}`);
  copy.setAttribute('style', `background:${getComputedStyle(document.documentElement).getPropertyValue('--surface')}`);
  return new XMLSerializer().serializeToString(copy);
}

/** Mixed colours come as `color(srgb …)`, which few programs that open SVG understand. */
export function toPlainColour(value: string): string {
  return value.replace(/color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)/, (_, r, g, b, alpha) => {
    const [red, green, blue] = [r, g, b].map((part) => Math.round(Number(part) * 255));
    return alpha === undefined ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${Number(alpha)})`;
  });
}
