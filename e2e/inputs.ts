import { expect, type Locator } from '@playwright/test';
import { type SystemId, systems } from '../src/systems';
import { readText } from '../src/tasks/characters';

/** How a test gives a figure something to run over, and what the network then sees. */
export interface FigureInput {
  /** The system whose hidden state the figure's table holds, column by column. */
  readonly system: SystemId;
  /** Whether the reader types a text. */
  readonly isText: boolean;
  /** Columns of its table that hold what goes in, where that is not known beforehand. */
  readonly inTable?: readonly string[];
  /** Gives the figure one of two inputs and waits until it is drawn; answers what goes in, [T][X], or only T where the table holds it. */
  readonly give: (figure: Locator, which: 'one' | 'other') => Promise<number[][] | number>;
}

/** The field in which a text is typed. */
export const textField = (figure: Locator): Locator => figure.getByRole('textbox', { name: 'type anything' });

/** Types a text and waits until a run over so many letters is drawn. */
export async function type(figure: Locator, text: string, letters: number): Promise<void> {
  await textField(figure).fill(text);
  await expect(figure.locator('figure[data-steps]')).toHaveAttribute('data-steps', String(letters));
}

function overText(system: SystemId): FigureInput {
  const { vocabulary, sizes } = systems[system];
  return {
    system,
    isText: true,
    async give(figure, which) {
      const text = which === 'one' ? 'What is a name?' : 'ab\u00e9 d';
      const letters = readText(text, vocabulary);
      await type(figure, text, letters.length);
      return letters.map(({ token }) => Array.from({ length: sizes.X ?? 0 }, (_, i) => (i === token ? 1 : 0)));
    },
  };
}

/** Two numbers, a bit of each at a step, the lowest first. */
const overSums: FigureInput = {
  system: 'binary-addition',
  isText: false,
  async give(figure, which) {
    const addends = which === 'one' ? [45, 183] : [9, 6];
    await figure.getByRole('button', { name: 'decimal', exact: true }).click();
    for (const [i, name] of ['a', 'b'].entries())
      await figure.getByRole('textbox', { name, exact: true }).fill(String(addends[i]));
    const said = new RegExp(`the sum of ${addends[0]} and ${addends[1]},`);
    await expect(figure.getByRole('application', { name: said })).toBeVisible();
    await expect(figure.locator('figure[data-stale]')).toHaveCount(0);
    await expect(figure.getByRole('alert')).toHaveCount(0);
    const T = Number(await figure.locator('figure[data-steps]').getAttribute('data-steps'));
    return Array.from({ length: T }, (_, t) => addends.map((addend) => Math.floor(addend / 2 ** t) % 2));
  },
};

/** A digit that a hand has written, a row of pixels at a step; where they stand after centring, the table says. */
const overDigits: FigureInput = {
  system: 'digit-rows',
  isText: false,
  inTable: Array.from({ length: 28 }, (_, i) => `x${i + 1}`),
  async give(figure, which) {
    const drawn = () => figure.locator('[data-drawing]').innerHTML();
    const before = await drawn();
    const sample = figure.getByRole('button', { name: `a handwritten ${which === 'one' ? 5 : 2}`, exact: true });
    await sample.click();
    await expect(sample).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(drawn).not.toBe(before);
    await expect(figure.locator('figure[data-stale]')).toHaveCount(0);
    return 28;
  },
};

/** How each figure of the registry is given its input. A figure that is missing here fails its suite. */
export const inputs: Readonly<Record<string, FigureInput>> = {
  CutTheWire: overText('tanh-rnn-letters'),
  ThreeBoxes: overText('tanh-rnn-letters'),
  UnrolledGraph: overText('tanh-rnn-letters'),
  StateTape: overText('tanh-rnn-letters'),
  NextLetter: overText('tanh-rnn-letters'),
  DigitReader: overDigits,
  CarryBit: overSums,
};
