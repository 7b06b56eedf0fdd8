import { type MouseEvent, memo, useMemo } from 'react';
import type { LetterLayout } from './letterLayout';
import { layOutFan } from './layOutFan';
import { mergeFutures } from './mergeFutures';
import styles from './NextLetter.module.css';

/** Width of the line under letters that all futures share, px. */
const widest = 20;

/** How the text may go on, many times over: futures that begin alike are drawn once, on a line as wide as their share. */
export const FutureFan = memo(function FutureFan({
  futures,
  vocabulary,
  layout: { fan, left, width },
  read,
  onRead,
  onTake,
}: {
  futures: readonly (readonly number[])[];
  vocabulary: string;
  layout: LetterLayout;
  /** The future that is read, from 0. */
  read: number;
  onRead: (future: number) => void;
  onTake: (future: number) => void;
}) {
  const { lines, rows } = useMemo(
    () =>
      layOutFan(mergeFutures(futures), vocabulary, {
        left: left > 60 ? left : 30,
        right: width - 14,
        rowPitch: fan.rowPitch,
        advance: 7.8,
        gap: left > 60 ? 26 : 16,
      }),
    [futures, vocabulary, left, width, fan.rowPitch],
  );
  const futureAt = ({ clientY, currentTarget }: MouseEvent<SVGGElement>) =>
    rows[
      Math.floor(
        (clientY - (currentTarget.firstElementChild ?? currentTarget).getBoundingClientRect().top) / fan.rowPitch,
      )
    ];
  const act = (event: MouseEvent<SVGGElement>, then: (future: number) => void) => {
    const future = futureAt(event);
    if (future !== undefined) then(future);
  };
  const thickness = (count: number) => Math.max(1.2, (widest * count) / Math.max(1, futures.length));
  return (
    <g
      transform={`translate(0 ${fan.top})`}
      data-term="y"
      onPointerMove={(event) => event.pointerType === 'mouse' && act(event, onRead)}
      onClick={(event) => act(event, onTake)}
    >
      <rect className={styles.fanGround} width={width} height={Math.max(1, rows.length) * fan.rowPitch} />
      {lines.map(({ key, x, y, text, length, futures: members, from }) => {
        const isRead = members.includes(read);
        const below = (at: number, count: number) => at + 3.5 + thickness(count) / 2;
        const [end, start, middle] = [
          below(y, members.length),
          from && below(from.y, from.futures),
          ((from?.x ?? x) + x) / 2,
        ];
        const bend = from === undefined ? '' : `M${from.x} ${start}C${middle} ${start} ${middle} ${end} ${x} ${end}`;
        const line = `${bend || `M${x} ${end}`}h${length}`;
        return (
          <g key={key} className={isRead ? styles.read : undefined} data-share={members.length}>
            <path className={styles.river} d={line} style={{ strokeWidth: thickness(members.length) }} />
            <text className={styles.future} x={x} y={y}>
              {text}
            </text>
            {from === undefined && members.length > 1 && (
              <text className={styles.rowName} x={x - 8} y={y + 2}>
                {members.length}×
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
});
