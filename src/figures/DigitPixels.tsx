import { type CSSProperties, memo } from 'react';
import { pixelsEach, side } from '../tasks/digitImages';
import { pixelShuffle } from '../tasks/pixelShuffle';
import { shadeRuns } from '../marks/shadeRuns';
import styles from './DigitReader.module.css';

/** Where each pixel goes when the picture is shuffled, [784]. */
const placeOf = new Uint32Array(pixelsEach);
pixelShuffle.forEach((pixel, place) => (placeOf[pixel] = place));

/** Shades of ink of a picture that does not move. */
const shades = 8;

/**
 * A digit's 28 by 28 pixels, its upper left corner at the origin. When they are shuffled or put back, every inked pixel flies to its new place; where less motion
 * is wanted, the one picture fades into the other.
 * @param pixels 0–1, in their places, [784]
 */
export const DigitPixels = memo(function DigitPixels({
  pixels,
  isShuffled,
  pitch,
  isAlive,
}: {
  pixels: Float32Array;
  isShuffled: boolean;
  pitch: number;
  isAlive: boolean;
}) {
  const cornerOf = (pixel: number) => {
    const place = isShuffled ? (placeOf[pixel] ?? 0) : pixel;
    return { x: round((place % side) * pitch), y: round(Math.floor(place / side) * pitch) };
  };
  const inked = Array.from(pixels, (level, pixel) => ({ level, pixel })).filter(({ level }) => level > 0);
  return (
    <>
      <rect className={styles.paper} width={round(side * pitch)} height={round(side * pitch)} />
      {isAlive ? (
        <g className={styles.pixels} data-shuffled={isShuffled}>
          <FlyingPixels inked={inked} cornerOf={cornerOf} size={pitch} />
        </g>
      ) : (
        <g transform={`scale(${pitch}) translate(0 .5)`}>
          {[...shadeRuns(stillRows(pixels, isShuffled))].map(([shade, path]) => (
            <path
              key={shade}
              className={styles.pixelRun}
              style={{ '--share': `${(shade / shades) * 100}%` } as CSSProperties}
              d={path}
            />
          ))}
        </g>
      )}
    </>
  );
});

/** The picture as rows of shades. */
function stillRows(pixels: Float32Array, isShuffled: boolean): Uint8Array[] {
  return Array.from({ length: side }, (_, row) =>
    Uint8Array.from({ length: side }, (_column, column) => {
      const place = row * side + column;
      return Math.ceil((pixels[isShuffled ? (pixelShuffle[place] ?? 0) : place] ?? 0) * shades);
    }),
  );
}

function FlyingPixels({
  inked,
  cornerOf,
  size,
}: {
  inked: readonly { readonly level: number; readonly pixel: number }[];
  cornerOf: (pixel: number) => { readonly x: number; readonly y: number };
  size: number;
}) {
  return inked.map(({ level, pixel }) => {
    const { x, y } = cornerOf(pixel);
    return (
      <rect
        key={pixel}
        className={styles.pixel}
        width={round(size + 0.2)}
        height={round(size + 0.2)}
        style={{ '--share': `${Math.round(level * 100)}%`, transform: `translate(${x}px, ${y}px)` } as CSSProperties}
      />
    );
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
