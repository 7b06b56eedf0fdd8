/** How a letter is drawn so that it can be seen: a space as ␣, a line break as ↵, a tab as ⇥. */
export function showLetter(letter: string): string {
  if (letter === ' ') return '␣';
  if (letter === '\n' || letter === '\r\n') return '↵';
  return letter === '\t' ? '⇥' : letter;
}

/** How a letter is called in a sentence: `space`, `line break`, or itself. */
export function nameLetter(letter: string): string {
  if (letter === ' ') return 'space';
  return letter === '\n' ? 'line break' : letter;
}
