import { useState } from 'react';
import { quantityOf } from '../base/quantities';
import { wiresOf } from '../equations/wiresOf';
import { systems } from '../systems';
import { valueAt } from '../traces/Trace';
import { Choice } from './Choice';
import { type Hold, holdOf, isCut, type When, withCut, withHold } from './changes';
import styles from './hand.module.css';
import { HandWeight } from './HandWeight';
import { NumberField } from './NumberField';
import { Symbol } from './Symbol';
import type { Figure } from './useFigure';

type Span = 'always' | 'on' | 'here';

/** The reader's hand on a network: the picked unit (or all of them) is silenced or held, now or always; wires are cut; any weight is written anew. */
export function HandPanel({ figure }: { figure: Figure }) {
  const { run, t, unit, state } = figure;
  const { network } = systems[run.system];
  const [picked, pick] = useState<string>();
  const [scope, setScope] = useState<'one' | 'all'>('one');
  const [wished, wish] = useState<Span>('always');
  const quantities = [...network.quantities.keys()].filter((name) => quantityOf(name).role !== 'y');
  const quantity = picked !== undefined && quantities.includes(picked) ? picked : figure.quantity;
  const held = scope === 'one' ? unit - 1 : undefined;
  const hold = holdOf(state.do, quantity, held);
  const span = hold === undefined ? wished : spanOf(hold);
  const step = Math.max(0, t - 1);
  const when = toWhen(span, step);
  const has = run.trace.quantities[quantity] !== undefined && t > 0;
  const value = hold?.value ?? (has ? valueAt(run.trace, quantity, step, unit - 1) : 0);
  const { from, to } = rangeOf(figure, quantity);
  const set = (next: Hold | undefined) => figure.change(withHold(state.do, quantity, held, next));
  const holdAt = (at: number) => set({ ...(hold ?? when), value: at, isSilence: false });
  const stepOf = (kind: Span) => (hold !== undefined && spanOf(hold) === kind ? (hold.from ?? 0) : step) + 1;
  return (
    <section className={styles.hand} aria-label="change the network" data-hand>
      {quantities.length > 1 && (
        <Row name="what">
          <Choice
            name="what is held"
            value={quantity}
            options={quantities.map((name) => ({ value: name, label: name }))}
            onChange={pick}
          />
          <span className={styles.aside}>{quantityOf(quantity).name}</span>
        </Row>
      )}
      <Row name={<Symbol symbol={quantity} subscript={scope === 'one' ? String(unit) : ''} term={quantity} />}>
        <Choice
          name="units"
          value={scope}
          options={[
            { value: 'one', label: 'this unit' },
            { value: 'all', label: 'every unit' },
          ]}
          onChange={setScope}
        />
        <Choice
          name="the hand"
          value={hold === undefined ? 'free' : hold.isSilence || hold.value === 0 ? 'silent' : 'held'}
          options={[
            { value: 'free', label: 'free' },
            { value: 'silent', label: 'silenced' },
            { value: 'held', label: 'held' },
          ]}
          onChange={(next) => {
            if (next === 'free') set(undefined);
            else if (next === 'silent') set({ ...(hold ?? when), value: 0, isSilence: true });
            else holdAt(value === 0 ? to : Math.min(to, Math.max(from, Math.round(value * 100) / 100)));
          }}
        />
        <span className={styles.value}>
          <span aria-hidden="true">at</span>
          <input
            className={styles.slider}
            type="range"
            aria-label={`hold ${quantity}${scope === 'one' ? unit : ', every unit,'} at`}
            min={from}
            max={to}
            step={0.01}
            value={Math.min(to, Math.max(from, value))}
            onChange={(event) => holdAt(event.currentTarget.valueAsNumber)}
          />
          <NumberField
            value={value}
            label={`value of ${quantity}${scope === 'one' ? unit : ', every unit'}`}
            isChanged={hold !== undefined}
            onChange={holdAt}
          />
        </span>
      </Row>
      <Row name="when">
        <Choice
          name="when"
          value={span}
          options={[
            { value: 'always', label: 'at every step' },
            { value: 'on', label: `from t = ${stepOf('on')} on` },
            { value: 'here', label: `only at t = ${stepOf('here')}` },
          ]}
          onChange={(next) => {
            wish(next);
            if (hold !== undefined) set({ value: hold.value, isSilence: hold.isSilence, ...toWhen(next, step) });
          }}
        />
      </Row>
      <Row name="cut">
        <span className={styles.wires} role="group" aria-label="wires to cut">
          {wiresOf(network).map(({ weight: name }) => {
            const [symbol = name, subscript = ''] = name.split('_');
            const isOff = isCut(state.do, name);
            return (
              <button
                key={name}
                type="button"
                className={styles.wire}
                aria-pressed={isOff}
                aria-label={`cut ${name.replace('_', ' ')}, ${quantityOf(name).name}`}
                onClick={() => figure.change(withCut(state.do, name, isOff ? undefined : when))}
              >
                <Symbol symbol={symbol} subscript={subscript} term={name} />
              </button>
            );
          })}
        </span>
      </Row>
      <Row name="weight">
        <HandWeight figure={figure} />
      </Row>
    </section>
  );
}

function Row({ name, children }: { name: React.ReactNode; children: React.ReactNode }) {
  return (
    <>
      <span className={styles.name}>{name}</span>
      <div className={styles.row}>{children}</div>
    </>
  );
}

function rangeOf({ run }: Figure, quantity: string): { from: number; to: number } {
  if (quantityOf(quantity).role === 'gate') return { from: 0, to: 1 };
  const largest =
    run.trace.quantities[quantity]?.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) ?? 1;
  const extent = Math.min(100, Math.max(1, Math.ceil(largest - 1e-6)));
  return { from: -extent, to: extent };
}

function spanOf({ from = 0, until }: When): Span {
  if (until === from + 1) return 'here';
  return from > 0 ? 'on' : 'always';
}

function toWhen(span: Span, step: number): When {
  if (span === 'always') return {};
  return span === 'on' ? { from: step } : { from: step, until: step + 1 };
}
