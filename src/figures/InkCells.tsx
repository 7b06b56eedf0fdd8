import { type CSSProperties, memo } from 'react';
import { shadeRuns } from '../marks/shadeRuns';
import { side } from '../tasks/digitImages';
import { darkest, readInk } from './digitInk';

/** A drawing's cells, one unit wide each. @param isFine whether all its shades are told apart; a small page does with five */
export const InkCells = memo(function InkCells({
  ink: text,
  className,
  isFine = true,
}: {
  ink: string;
  className: string | undefined;
  isFine?: boolean;
}) {
  const ink = readInk(text) ?? new Uint8Array();
  const rows = Array.from({ length: side }, (_, row) =>
    Array.from(ink.subarray(row * side, (row + 1) * side), (level) => (isFine ? level : Math.ceil(level / 3) * 3)),
  );
  return (
    <g transform="translate(0 .5)">
      {[...shadeRuns(rows)].map(([shade, path]) => (
        <path
          key={shade}
          className={className}
          style={{ '--share': `${Math.round((shade / darkest) * 100)}%` } as CSSProperties}
          d={path}
        />
      ))}
    </g>
  );
});
