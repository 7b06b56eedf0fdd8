/** What an announcer needs of its surroundings, so that it can be tested without a page or a clock. */
interface Surroundings {
  readonly write: (message: string) => void;
  readonly now: () => number;
  readonly later: (callback: () => void, ms: number) => void;
}

/** Shortest time between two messages, ms. */
const pause = 1000;

/** Makes an announcer: at most one message a second; of those that come faster, only the last is spoken. */
export function createAnnouncer({ write, now, later }: Surroundings): (message: string) => void {
  let last = Number.NEGATIVE_INFINITY;
  let waiting: string | undefined;
  const speak = (message: string) => {
    last = now();
    write(message);
  };
  return (message) => {
    const isTimerSet = waiting !== undefined;
    const wait = last + pause - now();
    if (wait <= 0 && !isTimerSet) return speak(message);
    waiting = message;
    if (isTimerSet) return;
    later(
      () => {
        const due = waiting;
        waiting = undefined;
        if (due !== undefined) speak(due);
      },
      Math.max(0, wait),
    );
  };
}

let ofThisPage: ((message: string) => void) | undefined;

/** Says something to those who do not see the page, politely. One live region a page, shared by all figures. Browser only. */
export function announce(message: string): void {
  ofThisPage ??= createAnnouncer({
    write: writeTo(document),
    now: () => performance.now(),
    later: (callback, ms) => setTimeout(callback, ms),
  });
  ofThisPage(message);
}

function writeTo(page: Document): (message: string) => void {
  const region = page.createElement('div');
  region.className = 'visually-hidden';
  region.setAttribute('role', 'status');
  region.setAttribute('aria-live', 'polite');
  region.dataset.announcer = '';
  page.body.append(region);
  return (message) => {
    region.textContent = message;
  };
}
