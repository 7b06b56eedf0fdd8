/** A progress bar with the time left: it redraws its line on a terminal, and prints a line every half minute elsewhere. */
export class ProgressBar {
  readonly #started = Date.now();
  readonly #from: number;
  #printed = 0;

  /** @param label what is being done · @param total units of work · @param done units already done when it starts */
  constructor(
    readonly label: string,
    readonly total: number,
    done = 0,
  ) {
    this.#from = done;
  }

  /** Shows that `done` units are done, with a note such as the loss. */
  show(done: number, note = ''): void {
    const now = Date.now();
    const isTerminal = process.stderr.isTTY;
    const isLast = done >= this.total;
    if (!isLast && now - this.#printed < (isTerminal ? 200 : 30_000)) return;
    this.#printed = now;
    const share = this.total === 0 ? 1 : done / this.total;
    const seconds = (now - this.#started) / 1000;
    const left = done > this.#from ? (seconds * (this.total - done)) / (done - this.#from) : Number.NaN;
    const filled = Math.round(share * 24);
    const line = `${this.label} ${'█'.repeat(filled)}${'░'.repeat(24 - filled)} ${(share * 100).toFixed(1)} % · ${formatSeconds(left)} left · ${note}`;
    process.stderr.write(isTerminal ? `\r\x1b[K${line}${isLast ? '\n' : ''}` : `${line}\n`);
  }
}

function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return '…';
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
