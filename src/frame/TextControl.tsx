import { useStore } from 'zustand';
import { splitGraphemes } from '../tasks/characters';
import type { FigureStore, SharedState } from './figureStore';
import { mostUnits } from './Run';
import { TextInput } from './TextInput';
import type { Figure } from './useFigure';

/** The text that a figure's network reads. The playhead goes with the caret: what is shown is the network that has read just what was typed. */
export function TextControl({ figure }: { figure: Figure }) {
  const store = figure.store as FigureStore<SharedState & { readonly text?: string }>;
  const text = useStore(store, (state) => state.text);
  // A figure whose link has no text must bring an input of its own.
  if (text === undefined) return null;
  const setText = (next: string, caret: number) => {
    const kept = next.slice(0, mostUnits);
    store.setState({ text: kept, t: Math.max(1, splitGraphemes(kept.slice(0, caret)).length), isPlaying: false });
  };
  return <TextInput text={text} onChange={setText} />;
}
