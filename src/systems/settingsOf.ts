import type { Settings } from './Settings';
import type { CharacterTraining, TaskTraining } from './System';

/** A recipe's settings, spelt out and free to be changed: every call gives its own. */
export function settingsOf(training: CharacterTraining | TaskTraining): Settings {
  if ('optimiser' in training) {
    const { learningRate, schedule, optimiser, clip } = training;
    return { learningRate, schedule, optimiser, clip };
  }
  const { learningRate, epsilon, weightDecay = 0, clipNorm } = training;
  return {
    learningRate,
    schedule: { kind: 'cosine' },
    optimiser: { kind: 'adam', meanDecay: 0.9, squareDecay: 0.999, epsilon, weightDecay },
    clip: { kind: 'norm', bound: clipNorm },
  };
}
