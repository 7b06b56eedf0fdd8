import type { ReactNode } from 'react';
import { formatNumber, formatShare } from '../marks/formatNumber';
import { nameLetter } from '../marks/showLetter';
import type { TwinColumn, TwinSums } from './CutPicture';
import { isSameGuess } from './sumUpColumns';
import type { UnrolledColumn } from './unrolledColumns';

/** What to look for in the two runs that are shown; every number comes from them. */
export function CutCaption({
  column,
  sums,
  cut,
  same,
  hasNever,
}: {
  /** The playhead's; missing where nothing was read. */
  column: TwinColumn | undefined;
  sums: TwinSums;
  cut: number;
  /** In how many columns the twins' first guesses agree, of how many that are cut off. */
  same: { readonly count: number; readonly of: number };
  hasNever: boolean;
}): ReactNode {
  if (column === undefined) return 'Nothing has been read yet.';
  const { whole, cut: twin } = column;
  if (cut === 0)
    return (
      <>
        Both rows are one network on one text, and its wire is whole: they agree in everything. Press a wire of the
        lower row to cut it from there on.
      </>
    );
  const here =
    whole.step < cut ? (
      <>At t = {whole.step} the wire is not yet cut. </>
    ) : (
      <>
        At t = {whole.step}, after <b>{nameLetter(whole.seen)}</b>, the network expects {guess(whole)};{' '}
        {isSameGuess(whole, twin) ? 'cut off from its past, still' : 'cut off from its past,'} {guess(twin)}.{' '}
      </>
    );
  return (
    <>
      {here}
      {same.of > 0 && (
        <>
          Of {same.of} first guesses that the cut could touch, <b>{same.count}</b> survive it.{' '}
        </>
      )}
      {sums.whole.pairs > 0 && (
        <>
          The letters that came cost <b>{formatNumber(sums.whole.cost)}</b> bits each with the past and{' '}
          <b>{formatNumber(sums.cut.cost)}</b> after the cut
          {hasNever && sums.never !== undefined && (
            <>
              ; the network that never had a wire pays <b>{formatNumber(sums.never.cost)}</b>
            </>
          )}
          .
        </>
      )}
    </>
  );
}

function guess({ guesses: [best] }: UnrolledColumn): ReactNode {
  return (
    best && (
      <>
        <b>{nameLetter(best.letter)}</b> with {formatShare(best.value)}
      </>
    )
  );
}
