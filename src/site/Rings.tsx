/** The book's mark: three linked rings. */
export function Rings() {
  return (
    <svg className="rings" viewBox="0 0 40 14" aria-hidden="true">
      <circle cx="7" cy="7" r="5" />
      <path d="M12 7h3" />
      <circle cx="20" cy="7" r="5" />
      <path d="M25 7h3" />
      <circle cx="33" cy="7" r="5" />
    </svg>
  );
}
