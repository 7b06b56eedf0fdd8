import { Rings } from './Rings';

/** The book's name behind its mark. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <Rings />
      Unrolled
    </span>
  );
}
