/**
 * The page's own typefaces that some drawings use, as rules with the letters' shapes inside, so that a file of the drawings needs nothing else.
 * A typeface that cannot be fetched is left out: the file then falls back, as pages do. Browser only.
 */
export async function embedFonts(drawings: readonly Element[]): Promise<string> {
  const wanted = new Set<string>();
  for (const drawing of drawings)
    for (const text of drawing.querySelectorAll('text, tspan')) {
      if (text.textContent === '') continue;
      const { fontFamily, fontStyle } = getComputedStyle(text);
      // The first family of the list is the page's own; the others are what the reader's system may have.
      wanted.add(`${unquote(fontFamily.split(',')[0] ?? '')} ${fontStyle}`);
    }
  const faces = [...document.styleSheets]
    .flatMap(({ cssRules }) => [...cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => {
      const face = style.getPropertyValue('font-style') || 'normal';
      return wanted.has(`${unquote(style.getPropertyValue('font-family'))} ${face}`);
    });
  return (await Promise.all(faces.map(embedFace))).join('\n');
}

async function embedFace({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const address = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))?.[1];
  if (address === undefined) return '';
  try {
    const response = await fetch(new URL(address, parentStyleSheet?.href ?? document.baseURI));
    if (!response.ok) return '';
    const bytes = new Uint8Array(await response.arrayBuffer());
    let binary = '';
    // In pieces, because a call takes only so many arguments.
    for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
    const said = ['font-family', 'font-style', 'font-weight'].map((name) => `${name}:${style.getPropertyValue(name)}`);
    return `@font-face{${said.join(';')};src:url(data:font/woff2;base64,${btoa(binary)}) format("woff2")}`;
  } catch {
    return '';
  }
}

function unquote(family: string): string {
  return family.trim().replaceAll(/^["']|["']$/g, '');
}
