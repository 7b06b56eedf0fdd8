import type { Random } from '../base/random';
import { symbolSequence } from './symbolSequence';
import type { Task } from './Task';

/** The symbols, by token. */
const letters = 'BTSXPVE';

/** Reber's graph (Reber 1967; Cleeremans et al. 1989): from each place two ways, evenly likely, each with the letter it says. The end has none. */
const graph: readonly (readonly (readonly [letter: string, to: number])[])[] = [
  [
    ['T', 1],
    ['P', 2],
  ],
  [
    ['S', 1],
    ['X', 3],
  ],
  [
    ['T', 2],
    ['V', 4],
  ],
  [
    ['X', 2],
    ['S', 5],
  ],
  [
    ['P', 3],
    ['V', 5],
  ],
  [],
];

/**
 * The embedded Reber grammar (Hochreiter & Schmidhuber 1997, experiment 1): a Reber string between two equal letters, `BT` … `TE` or
 * `BP` … `PE`. The next letter is asked at each step; what the task is about is the last but one, which is the second over again.
 */
export function embeddedReber(): Task {
  const walk = expectedWalk();
  // What is asked: the second letter, the inner B, each of the walk, the inner E, the second letter again, the outer E.
  const steps = walk + 5;
  return {
    id: 'embedded-reber',
    asks: 'Which letter does the grammar allow next?',
    X: letters.length,
    Y: letters.length,
    loss: 'crossEntropy',
    levels: [
      { knowing: 'the inner string only', measure: 'accuracy', value: 1 / 2 },
      { knowing: 'the grammar, not the second letter', measure: 'loss', value: ((walk + 2) * Math.log(2)) / steps },
      { knowing: 'the grammar and the second letter', measure: 'loss', value: ((walk + 1) * Math.log(2)) / steps },
    ],
    draw(random) {
      const outer = random.integer(2) === 0 ? 'T' : 'P';
      const tokens = [...`B${outer}B${drawWalk(random)}E${outer}E`].map((letter) => letters.indexOf(letter));
      const [inputs, targets] = [tokens.slice(0, -1), tokens.slice(1)];
      return symbolSequence(letters.length, letters.length, {
        inputs,
        targets,
        isScored: (t) => t === inputs.length - 2,
      });
    },
  };
}

function drawWalk(random: Random): string {
  let [said, at] = ['', 0];
  for (let ways = graph[at] ?? []; ways.length > 0; ways = graph[at] ?? []) {
    const [letter, to] = ways[random.integer(ways.length)] ?? ['', 0];
    said += letter;
    at = to;
  }
  return said;
}

/** The expected letters of a walk to the end, each a choice of two: walks of every length, until none is left that could add to it. */
function expectedWalk(): number {
  let here = graph.map((_, place) => Number(place === 0));
  let said = 0;
  for (let walking = 1; walking > 1e-18; ) {
    said += walking;
    const next = new Array<number>(graph.length).fill(0);
    graph.forEach((ways, place) => {
      for (const [, to] of ways) next[to] = (next[to] ?? 0) + (here[place] ?? 0) / ways.length;
    });
    here = next;
    walking = here.reduce((sum, chance, place) => sum + (graph[place]?.length === 0 ? 0 : chance), 0);
  }
  return said;
}
