/** The book's name behind its three linked rings. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <svg viewBox="0 0 40 14" aria-hidden="true">
        <circle cx="7" cy="7" r="5" />
        <circle cx="20" cy="7" r="5" />
        <circle cx="33" cy="7" r="5" />
        <path d="M12 7h3M25 7h3" />
      </svg>
      Unrolled
    </span>
  );
}
