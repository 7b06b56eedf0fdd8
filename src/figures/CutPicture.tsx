import { useColumnDrag } from '../frame/useColumnDrag';
import { formatNumber } from '../marks/formatNumber';
import { LetterBox } from '../marks/LetterBox';
import { Wire } from '../marks/Wire';
import styles from './CutTheWire.module.css';
import { type CutLayout, cutColumnAt, cutColumnX, tileSize } from './cutGeometry';
import { BakedStrips } from './BakedStrips';
import { GuessTile } from './GuessTile';
import { isSameGuess, type RunSum } from './sumUpColumns';
import { TwinStrip } from './TwinStrip';
import { TwinWire } from './TwinWire';
import type { UnrolledColumn } from './unrolledColumns';

/** One letter, and what each network made of it. */
export interface TwinColumn {
  readonly whole: UnrolledColumn;
  readonly cut: UnrolledColumn;
  /** Missing while the network that never had a past has not answered. */
  readonly never: UnrolledColumn | undefined;
}

/** What each network's run comes to. */
export interface TwinSums {
  readonly whole: RunSum;
  readonly cut: RunSum;
  readonly never: RunSum | undefined;
}

/** The drawing of CutTheWire: the letters in the middle, above them the network with its past, below them the same network without. */
export function CutPicture({
  columns,
  sums,
  layout,
  width,
  t,
  unit,
  cut,
  hasMemory,
  hasNever,
  isAlive,
  onPick,
  onWire,
}: {
  columns: readonly TwinColumn[];
  sums: TwinSums;
  layout: CutLayout;
  width: number;
  t: number;
  unit: number;
  /** The letter (from 1) from which the lower wire is cut; 0 where it is whole. */
  cut: number;
  hasMemory: boolean;
  hasNever: boolean;
  /** Whether the page has come alive: before, states are drawn with fewer marks, so that it is small. */
  isAlive: boolean;
  onPick: (t: number, unit?: number) => void;
  /** The wire into this letter was pressed. */
  onWire: (step: number) => void;
}) {
  const { rows, stripWidth, stripHeight, letterSize, pitch } = layout;
  const current = columns.findIndex(({ whole }) => whole.step === t);
  const drag = useColumnDrag({
    stepAt: (x) => columns[cutColumnAt(layout, x) ?? -1]?.whole.step,
    onStep: (step) => step !== t && onPick(step),
    onPress(step, { target }) {
      const found = (name: string) => (target instanceof Element ? target.closest<SVGElement>(`[data-${name}]`) : null);
      const wire = found('wire')?.dataset.wire;
      if (wire !== undefined) {
        onWire(Number(wire));
        return;
      }
      const cell = found('unit')?.dataset.unit;
      if (step !== undefined) onPick(step, cell === undefined ? undefined : Number(cell));
    },
  });
  const middle = (top: number) => top + stripHeight / 2;
  return (
    <svg className={styles.picture} width={width} height={layout.height} aria-hidden="true" {...drag}>
      {current >= 0 && (
        <rect
          className={styles.playhead}
          x={cutColumnX(layout, current) - pitch * 0.48}
          y={6}
          width={pitch * 0.96}
          height={layout.height - 12}
          rx={12}
          data-field="t"
        />
      )}
      <BandTitle y={rows.wholeTitle} title="With its past" sum={sums.whole} />
      <BandTitle y={rows.cutTitle} title={cut === 0 ? 'The same, not yet cut' : 'Cut off from it'} sum={sums.cut} />
      {hasNever && <BandTitle y={rows.neverTitle} title="Never had one" sum={sums.never} />}
      <RowSymbol symbol="ŷ" term="y" y={rows.wholeTile} />
      <RowSymbol symbol="h" term="h" y={middle(rows.whole)} />
      <RowSymbol symbol="x" term="x" y={rows.letter} />
      <RowSymbol symbol="h" term="h" y={middle(rows.cut)} />
      <RowSymbol symbol="ŷ" term="y" y={rows.cutTile} />
      {hasNever && <RowSymbol symbol="ŷ" term="y" y={rows.neverTile} />}
      <g data-field="cut">
        {columns.map(({ whole: { step } }, place) => (
          <g key={step}>
            <TwinWire layout={layout} place={place} y={middle(rows.whole)} isCut={false} hasMemory={hasMemory} />
            <TwinWire
              layout={layout}
              place={place}
              y={middle(rows.cut)}
              isCut={cut > 0 && step >= cut}
              hasMemory={hasMemory}
              step={step}
            />
          </g>
        ))}
      </g>
      {!isAlive &&
        (['whole', 'cut'] as const).map((which) => (
          <g key={which} transform={`translate(0 ${rows[which]})`}>
            <BakedStrips
              states={columns.map((column) => column[which].state)}
              xs={columns.map((_, place) => cutColumnX(layout, place) - stripWidth / 2)}
              width={stripWidth}
            />
          </g>
        ))}
      {columns.map(({ whole, cut: twin, never }, place) => (
        <g
          key={whole.step}
          data-column={whole.step}
          className={place === current ? `${styles.column} ${styles.current}` : styles.column}
          transform={`translate(${cutColumnX(layout, place)} 0)`}
        >
          <Wire
            symbol="W_hy"
            path={`M0 ${rows.whole - 2}V${rows.wholeTile + tileSize / 2 + 33}`}
            head={{ x: 0, y: rows.wholeTile + tileSize / 2 + 27, angle: -90 }}
          />
          <Wire
            symbol="W_xh"
            path={`M0 ${rows.letter - letterSize / 2 - 2}V${rows.whole + stripHeight + 9}`}
            head={{ x: 0, y: rows.whole + stripHeight + 3, angle: -90 }}
          />
          <Wire
            symbol="W_xh"
            path={`M0 ${rows.letter + letterSize / 2 + 2}V${rows.cut - 9}`}
            head={{ x: 0, y: rows.cut - 3, angle: 90 }}
          />
          <Wire
            symbol="W_hy"
            path={`M0 ${rows.cut + stripHeight + 2}V${rows.cutTile - tileSize / 2 - 9}`}
            head={{ x: 0, y: rows.cutTile - tileSize / 2 - 3, angle: 90 }}
          />
          <g transform={`translate(0 ${rows.wholeTile})`}>
            <GuessTile column={whole} />
          </g>
          <g transform={`translate(${-stripWidth / 2} ${rows.whole})`} data-term="h">
            {isAlive && <TwinStrip values={whole.state} step={whole.step} width={stripWidth} height={stripHeight} />}
          </g>
          <g transform={`translate(0 ${rows.letter})`} data-term="x">
            <LetterBox shown={whole.shown} seen={whole.seen} size={letterSize} />
          </g>
          <g transform={`translate(${-stripWidth / 2} ${rows.cut})`} data-term="h" data-head="cut off">
            {isAlive && (
              <TwinStrip
                values={twin.state}
                step={twin.step}
                width={stripWidth}
                height={stripHeight}
                picked={place === current ? unit : undefined}
              />
            )}
          </g>
          <g transform={`translate(0 ${rows.cutTile})`}>
            <GuessTile column={twin} isSame={isSameGuess(whole, twin)} />
          </g>
          {hasNever && never !== undefined && (
            <g transform={`translate(0 ${rows.neverTile})`}>
              <GuessTile column={never} isSame={isSameGuess(whole, never)} />
            </g>
          )}
        </g>
      ))}
    </svg>
  );
}

function BandTitle({ y, title, sum }: { y: number; title: string; sum: RunSum | undefined }) {
  return (
    <text className={styles.bandTitle} x={16} y={y}>
      <tspan className={styles.strong}>{title}</tspan>
      {sum !== undefined && sum.pairs > 0 && (
        <tspan dx={8}>
          {formatNumber(sum.cost)} bits a letter · {sum.hits} of {sum.pairs} right
        </tspan>
      )}
    </text>
  );
}

function RowSymbol({ symbol, term, y }: { symbol: string; term: string; y: number }) {
  return (
    <text className={styles.rowSymbol} data-term={term} x={14} y={y + 6}>
      {symbol}
    </text>
  );
}
