import { memo, useMemo } from 'react';
import { DenseHeatmap } from '../marks/DenseHeatmap';
import { placeInStrip, VectorStrip } from '../marks/VectorStrip';
import styles from './CutTheWire.module.css';

/** Units in a row of a dense strip. */
const across = 16;

/** A state in a strip of fixed height, upper left corner at the origin: single cells where there are few, shades where there are many. */
export const TwinStrip = memo(function TwinStrip({
  values,
  step,
  width,
  height,
  picked,
}: {
  values: Float32Array;
  step: number;
  width: number;
  height: number;
  /** The unit to outline, from 1; none unless told. */
  picked?: number | undefined;
}) {
  const isDense = values.length > 40;
  const rows = useMemo(
    () =>
      isDense
        ? Array.from({ length: Math.ceil(values.length / across) }, (_, row) =>
            values.subarray(row * across, (row + 1) * across),
          )
        : [],
    [values, isDense],
  );
  const pitchX = (width - 8) / across;
  const pitchY = (height - 8) / Math.max(1, rows.length);
  if (!isDense)
    return (
      <>
        <VectorStrip values={values} hue="h" step={step} width={width} columns={4} />
        {picked !== undefined && (
          <rect className={styles.picked} {...placeInStrip(picked - 1, values.length, 4, width)} rx={2} />
        )}
      </>
    );
  return (
    <g data-term="h" pointerEvents="none">
      <rect className={styles.denseFrame} width={width} height={height} rx={7} />
      <g transform="translate(4 4)">
        <DenseHeatmap
          rows={rows}
          units={rows.map((_, row) => row * across + 1)}
          hue="h"
          pitchX={pitchX}
          pitchY={pitchY}
          extent={1}
          hasValues={false}
        />
      </g>
      {picked !== undefined && (
        <rect
          className={styles.picked}
          x={4 + ((picked - 1) % across) * pitchX}
          y={4 + Math.floor((picked - 1) / across) * pitchY}
          width={pitchX}
          height={pitchY}
        />
      )}
    </g>
  );
});
