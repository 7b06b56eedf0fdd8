import { useState } from 'react';
import { productTerms, type Slot } from '../equations/unitEquation';
import { Choice } from '../frame/Choice';
import { holdOf, isCut, withEdit } from '../frame/changes';
import { NumberField } from '../frame/NumberField';
import { numbersAt, slotContext } from '../frame/slotContext';
import type { Figure } from '../frame/useFigure';
import { formatNumber } from '../marks/formatNumber';
import { nameLetter } from '../marks/showLetter';
import { SquashCurve } from '../marks/SquashCurve';
import styles from './figures.module.css';

/** One unit opened: every product of its two dot products, the bias, their sum, and what tanh makes of it. */
export function UnitArithmetic({
  figure,
  slots,
  isSquashed,
  onClose,
}: {
  figure: Figure;
  slots: readonly Slot[];
  /** Whether tanh stands in the state's equation. */
  isSquashed: boolean;
  onClose: () => void;
}) {
  const { run, weights, t, unit, changes } = figure;
  const [order, setOrder] = useState<'index' | 'size'>('size');
  const context = slotContext(run, weights, t);
  const numbers = numbersAt(slots, run, weights, t, unit);
  if (context === undefined || numbers === undefined) {
    return (
      <p className={styles.arithmetic}>{t === 0 ? 'Nothing has been read yet.' : 'The weights are on their way.'}</p>
    );
  }
  const valueOf = (match: (slot: Slot) => boolean) => numbers[slots.findIndex(match)] ?? 0;
  const recurrent = slots.find(({ source }) => source.kind === 'product' && source.weight === 'W_hh')?.source;
  const products =
    recurrent?.kind === 'product'
      ? productTerms(recurrent, unit - 1, context).map(({ operand, weight }, i) => ({
          from: i + 1,
          operand,
          weight,
          product: operand * weight,
        }))
      : [];
  if (order === 'size') products.sort((a, b) => Math.abs(b.product) - Math.abs(a.product));
  const longest = Math.max(1e-9, ...products.map(({ product }) => (Number.isFinite(product) ? Math.abs(product) : 0)));
  const letter = nameLetter(run.letters[t - 1]?.seen ?? '');
  const fromInput = valueOf(({ source }) => source.kind === 'product' && source.weight === 'W_xh');
  const fromState = valueOf(({ source }) => source.kind === 'product' && source.weight === 'W_hh');
  const step = t - 1;
  const hold = holdOf(changes, 'h', unit - 1, step);
  // Several letters may go in at once where the input is held by hand; then no single weight is picked.
  const picked = isCut(changes, 'W_xh', step) ? undefined : run.trace.tokens[step];
  const isOneHot = !changes.some((change) => change.kind === 'clamp' && change.quantity === 'x');
  const edit = (place: { parameter: string; row: number; column?: number }) => (value: number) =>
    figure.change(withEdit(figure.state.do, place, value));
  const isEdited = (place: { parameter: string; row: number; column?: number }) =>
    withEdit(figure.state.do, place, undefined).length < figure.state.do.length;
  const inputPlace = { parameter: 'W_xh', row: picked ?? 0, column: unit - 1 };
  const biasPlace = { parameter: 'b_h', row: unit - 1 };
  const bias = valueOf(({ source }) => source.kind === 'bias');
  const sum = fromInput + fromState + bias;
  const untouched = isSquashed ? Math.tanh(sum) : sum;
  const made = hold === undefined ? (numbers[0] ?? 0) : untouched;
  return (
    <section className={styles.arithmetic} aria-label={`arithmetic of unit ${unit} at t ${t}`} data-arithmetic>
      <header>
        <h3>
          Inside{' '}
          <i data-term="h">
            h<sub>{unit}</sub>
          </i>{' '}
          at t = {t}
        </h3>
        <Choice
          name="order"
          value={order}
          options={[
            { value: 'size', label: 'largest first' },
            { value: 'index', label: 'in order' },
          ]}
          onChange={setOrder}
        />
        <button type="button" className={styles.close} onClick={onClose}>
          close
        </button>
      </header>
      <div className={styles.columns}>
        <div>
          <h4>
            <span data-term="W_hh">
              <i>W</i>
              <sub>hh</sub>
            </span>{' '}
            <i data-term="h">h</i>
            <sub>t−1</sub>: {products.length} products
          </h4>
          <ol className={styles.products}>
            {products.map(({ from, operand, weight, product }) => (
              <li key={from}>
                <span className={styles.from}>
                  h<sub>{from}</sub>
                </span>
                <span data-term="h" className={styles.figure}>
                  {formatNumber(operand)}
                </span>
                <span aria-hidden="true">×</span>
                {isCut(changes, 'W_hh', step) ? (
                  <span className={styles.figure} data-term="W_hh">
                    {formatNumber(weight)}
                  </span>
                ) : (
                  <NumberField
                    value={weight}
                    label={`weight from h${from} to h${unit}`}
                    term="W_hh"
                    isChanged={isEdited({ parameter: 'W_hh', row: from - 1, column: unit - 1 })}
                    onChange={edit({ parameter: 'W_hh', row: from - 1, column: unit - 1 })}
                  />
                )}
                <span aria-hidden="true">=</span>
                <b className={styles.figure} data-value={String(product)}>
                  {formatNumber(product)}
                </b>
                <ProductBar share={product / longest} />
              </li>
            ))}
          </ol>
        </div>
        <div>
          <dl className={styles.sum}>
            <dt>
              <span data-term="W_xh">
                <i>W</i>
                <sub>xh</sub>
              </span>{' '}
              <i data-term="x">x</i>
            </dt>
            <dd data-term="x">
              {picked === undefined || !isOneHot ? (
                formatNumber(fromInput, 3)
              ) : (
                <NumberField
                  value={fromInput}
                  digits={3}
                  label={`weight from ${letter} to h${unit}`}
                  isChanged={isEdited(inputPlace)}
                  onChange={edit(inputPlace)}
                />
              )}
            </dd>
            <dt>
              <span data-term="W_hh">
                <i>W</i>
                <sub>hh</sub>
              </span>{' '}
              <i data-term="h">h</i>
              <sub>t−1</sub>
            </dt>
            <dd data-term="h">{formatNumber(fromState, 3)}</dd>
            <dt data-term="b_h">
              <i>b</i>
              <sub>h</sub>
            </dt>
            <dd data-term="b_h">
              <NumberField
                value={bias}
                digits={3}
                label={`bias of h${unit}`}
                isChanged={isEdited(biasPlace)}
                onChange={edit(biasPlace)}
              />
            </dd>
            <dt className={styles.total}>sum</dt>
            <dd className={styles.total}>{formatNumber(sum, 3)}</dd>
            <dt data-term="h">{isSquashed ? 'tanh of it' : 'no tanh here'}</dt>
            <dd data-term="h" data-value={String(made)}>
              <b>{formatNumber(made, 3)}</b>
            </dd>
            {hold !== undefined && (
              <>
                <dt>held by hand at</dt>
                <dd data-value={String(hold.value)}>
                  <b>{formatNumber(hold.value, 3)}</b>
                </dd>
              </>
            )}
          </dl>
          <p>
            {picked === undefined || !isOneHot ? (
              <>Nothing comes from the letter as it was learnt: its wire is cut, or the input is held by hand.</>
            ) : (
              <>
                The input is one-hot: {letter} is 1, all else 0. So of the whole column of <i>W</i>
                <sub>xh</sub> one weight is picked, {formatNumber(fromInput, 3)}.
              </>
            )}{' '}
            Every weight here can be written anew.
          </p>
          {isSquashed && <SquashCurve sum={sum} />}
        </div>
      </div>
    </section>
  );
}

function ProductBar({ share }: { share: number }) {
  const size = Number.isFinite(share) ? Math.min(1, Math.abs(share)) * 46 : 0;
  return (
    <svg className={styles.productBar} viewBox="0 0 96 12" preserveAspectRatio="none" aria-hidden="true">
      <path className={styles.productZero} d="M48 0V12" />
      <rect
        className={share < 0 ? styles.productNegative : styles.productPositive}
        x={share < 0 ? 48 - size : 48}
        y={1.5}
        width={size}
        height={9}
        rx={1.5}
      />
    </svg>
  );
}
