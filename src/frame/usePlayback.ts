import { useEffect } from 'react';
import { useStore } from 'zustand';
import { announce } from './announcer';
import type { FigureStore } from './figureStore';

/** Time between two steps while a figure plays, ms. */
const beat = 420;

/** Moves the playhead while a figure plays, and stops it at the end. */
export function usePlayback(store: FigureStore, steps: number): void {
  const isPlaying = useStore(store, (state) => state.isPlaying);
  useEffect(() => {
    if (!isPlaying) return;
    announce('playing');
    if (store.getState().t >= steps) store.setState({ t: Math.min(1, steps) });
    const timer = setInterval(() => {
      const { t } = store.getState();
      if (t < steps) store.setState({ t: t + 1 });
      if (t + 1 >= steps) store.setState({ isPlaying: false });
    }, beat);
    return () => {
      clearInterval(timer);
      announce('stopped');
    };
  }, [store, isPlaying, steps]);
}
