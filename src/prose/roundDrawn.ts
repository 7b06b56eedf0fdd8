/**
 * A figure's HTML with the geometry of its marks as fine as a screen shows it: a tenth of a pixel. What is not geometry stays as it is. A figure that
 * comes alive takes an attribute over as it finds it, and writes it anew, unrounded, when the mark moves. Build time only.
 */
export function roundDrawn(html: string): string {
  return html
    .replaceAll(/ (?:(?:x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|width|height)="-?\d*\.\d\d+"|d="[^"]*\.\d\d[^"]*")/g, roundAll)
    .replaceAll(/ transform="translate\([^)]*\.\d\d[^)]*\)/g, roundAll);
}

function roundAll(text: string): string {
  return text.replaceAll(/-?\d*\.\d\d+(?:e-?\d+)?/g, (number) => {
    const rounded = Math.round(Number(number) * 10) / 10;
    return String(rounded === 0 ? 0 : rounded);
  });
}
