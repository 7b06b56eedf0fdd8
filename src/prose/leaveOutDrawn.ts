/**
 * A figure's props as JSON, without the equations that its HTML shows already: `{ "drawn": 2 }` stands for what the third element with
 * `data-equation` holds. `restoreDrawn` puts them back. Build time only.
 */
export function leaveOutDrawn(props: object, html: string): string {
  return JSON.stringify(props, (key, value: unknown) => {
    if (key !== 'html' || typeof value !== 'string' || value === '') return value;
    const at = html.indexOf(value);
    const before = html.slice(0, Math.max(0, at));
    // Only what is the whole of its element can be read from it again.
    const isWhole = / data-equation="[^"]*"[^>]*>$/.test(before) && html.slice(at + value.length).startsWith('</span>');
    return isWhole ? { drawn: before.split(' data-equation="').length - 2 } : value;
  });
}
