import { expect, test } from 'vitest';
import { createAnnouncer } from './announcer';

function makeSurroundings() {
  const spoken: { message: string; at: number }[] = [];
  let time = 0;
  let timers: { due: number; callback: () => void }[] = [];
  const announce = createAnnouncer({
    write: (message) => spoken.push({ message, at: time }),
    now: () => time,
    later: (callback, ms) => timers.push({ due: time + ms, callback }),
  });
  const wait = (ms: number) => {
    time += ms;
    const due = timers.filter((timer) => timer.due <= time);
    timers = timers.filter((timer) => timer.due > time);
    for (const { callback } of due) callback();
  };
  return { announce, wait, spoken };
}

test('a message is spoken at once, and a burst is cut down to its last, a second later', () => {
  const { announce, wait, spoken } = makeSurroundings();
  announce('one');
  for (const message of ['two', 'three', 'four']) {
    wait(100);
    announce(message);
  }
  wait(700);
  expect(spoken).toEqual([
    { message: 'one', at: 0 },
    { message: 'four', at: 1000 },
  ]);
});

test('never more than one message a second, however many come', () => {
  const { announce, wait, spoken } = makeSurroundings();
  for (let i = 0; i < 500; i++) {
    announce(String(i));
    wait(20);
  }
  wait(2000);
  expect(spoken.at(-1)?.message).toBe('499');
  for (let i = 1; i < spoken.length; i++)
    expect((spoken[i]?.at ?? 0) - (spoken[i - 1]?.at ?? 0)).toBeGreaterThanOrEqual(1000);
});
