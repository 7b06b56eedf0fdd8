import { embedFonts } from './embedFonts';

/** What of a mark's look lies in the page's stylesheet and must go along: what marks inherit, and what each has to itself. */
const inherited = [
  ...['fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray'],
  ...['stroke-linejoin', 'stroke-linecap', 'visibility', 'paint-order', 'text-anchor', 'dominant-baseline'],
  ...['font-family', 'font-size', 'font-style', 'font-weight', 'font-variant-numeric', 'letter-spacing'],
];
const own: Readonly<Record<string, string>> = { opacity: '1', transform: 'none' };

/**
 * What a figure draws as one file that stands alone: the same marks in the same places, wearing their computed colours and type, on the page's
 * own surface, with the letters' shapes inside. Browser only.
 * @param drawings the figure's drawings, whose `svg` and `canvas` elements are taken
 * @throws Error where there is nothing drawn
 */
export async function toSvgFile(drawings: readonly Element[], title: string): Promise<string> {
  const pieces = drawings
    .flatMap((drawing) => [...drawing.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('svg, canvas')])
    .filter((piece) => piece.parentElement?.closest('svg, button') == null)
    .map((piece) => ({ piece, box: piece.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && box.height > 0);
  if (pieces.length === 0) throw new Error('this figure has drawn nothing that could be saved');
  const left = Math.min(...pieces.map(({ box }) => box.left));
  const top = Math.min(...pieces.map(({ box }) => box.top));
  const width = Math.ceil(Math.max(...pieces.map(({ box }) => box.right)) - left);
  const height = Math.ceil(Math.max(...pieces.map(({ box }) => box.bottom)) - top);
  const file = makeElement('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
  const heading = file.appendChild(makeElement('title', {}));
  heading.textContent = title;
  const style = file.appendChild(makeElement('style', {}));
  const surface = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
  file.append(makeElement('rect', { width, height, fill: toPlainColour(surface) }));
  // What the pointer lights, on its way to the menu, is no part of the picture.
  const lit = pieces.flatMap(({ piece }) => [...piece.querySelectorAll('.is-lit')]);
  for (const mark of lit) mark.classList.remove('is-lit');
  for (const { piece, box } of pieces) {
    const place = { x: box.left - left, y: box.top - top, width: box.width, height: box.height };
    if (piece instanceof HTMLCanvasElement) file.append(makeElement('image', { ...place, href: piece.toDataURL() }));
    else file.append(copyDrawing(piece, place));
  }
  for (const mark of lit) mark.classList.add('is-lit');
  style.textContent = await embedFonts(pieces.map(({ piece }) => piece));
  return new XMLSerializer().serializeToString(file);
}

function makeElement(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}

function copyDrawing(drawing: SVGSVGElement, place: Readonly<Record<string, number>>): SVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [...drawing.querySelectorAll<SVGElement>('*')];
  [...copy.querySelectorAll<SVGElement>('*')].forEach((mark, i) => {
    const original = originals[i];
    if (original === undefined) return;
    const look = getComputedStyle(original);
    const above =
      original.parentElement === (drawing as Element)
        ? undefined
        : getComputedStyle(original.parentElement ?? original);
    const style = [
      ...inherited.filter((name) => look.getPropertyValue(name) !== above?.getPropertyValue(name)),
      ...Object.keys(own).filter((name) => look.getPropertyValue(name) !== own[name]),
    ].map((name) => `${name}:${toPlainColour(look.getPropertyValue(name))}`);
    for (const name of mark.getAttributeNames())
      if (name === 'class' || name === 'id' || /^(on|data-|aria-|role|tabindex)/.test(name)) mark.removeAttribute(name);
    if (look.display === 'none') style.push('display:none');
    mark.removeAttribute('style');
    if (style.length > 0) mark.setAttribute('style', style.join(';'));
  });
  for (const name of copy.getAttributeNames()) if (name !== 'viewBox') copy.removeAttribute(name);
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  copy.setAttribute('overflow', 'visible');
  return copy;
}

/** Mixed colours come as `color(srgb …)`, which few programs that open SVG understand. */
export function toPlainColour(value: string): string {
  return value.replace(/color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)/, (_, r, g, b, alpha) => {
    const [red, green, blue] = [r, g, b].map((part) => Math.round(Number(part) * 255));
    return alpha === undefined ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${Number(alpha)})`;
  });
}
