import type { ClipboardEvent, KeyboardEvent } from 'react';
import styles from './frame.module.css';

/** How a line break looks in a field of one line. */
const lineBreak = '↵';

/** The reader's text: one line, in which a line break is a visible sign that Enter types and pasting keeps. `caret` counts code units. */
export function TextInput({ text, onChange }: { text: string; onChange: (text: string, caret: number) => void }) {
  const report = (field: HTMLInputElement) =>
    onChange(field.value.replaceAll(lineBreak, '\n'), field.selectionStart ?? field.value.length);
  const insert = (field: HTMLInputElement, piece: string) => {
    const { selectionStart, selectionEnd, value } = field;
    field.setRangeText(piece, selectionStart ?? value.length, selectionEnd ?? value.length, 'end');
    report(field);
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (!/[\r\n]/.test(pasted)) return;
    event.preventDefault();
    insert(event.currentTarget, pasted.replaceAll(/\r\n?|\n/g, lineBreak));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter that ends a composition chooses a word; it types nothing.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    insert(event.currentTarget, lineBreak);
  };
  return (
    <label className={styles.textField}>
      <span>type anything</span>
      <input
        className={styles.text}
        type="text"
        dir="auto"
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        value={text.replaceAll('\n', lineBreak)}
        onChange={(event) => report(event.currentTarget)}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}
