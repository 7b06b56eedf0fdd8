/** The largest side that every browser can draw, px. */
const largest = 8192;

/**
 * Draws a standalone SVG file as a PNG, twice as fine as the page shows it. Browser only.
 * @throws Error where the browser cannot draw it
 */
export async function toPngFile(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(2, largest / Math.max(image.naturalWidth, image.naturalHeight, 1));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser has no canvas to draw on');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new Error('this browser could not write the picture');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}
