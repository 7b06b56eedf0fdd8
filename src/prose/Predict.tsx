import type { ReactNode } from 'react';

/**
 * Predict, then reveal: a question, the answers a reader may choose from, and, behind a disclosure, what happened. `keepGuesses` holds the
 * answer back until the reader has committed to a guess, and remembers it; without scripts the choice is a radio group, and once the answer
 * is opened the style sheet marks the option that was right. `answer` is the place of that option, from 0.
 */
export function Predict({
  id,
  question,
  options,
  answer,
  children,
}: {
  id: string;
  question: ReactNode;
  options: readonly string[];
  answer: number;
  children: ReactNode;
}) {
  if (options[answer] === undefined)
    throw new Error(`the answer to "${id}" is option ${answer}, of ${options.length}, counted from 0`);
  if (new Set(options).size < options.length) throw new Error(`"${id}" offers the same option twice`);
  return (
    <div className="predict" id={id}>
      <fieldset>
        <legend>
          <span className="kicker">Predict</span> {question}
        </legend>
        {options.map((option, index) => (
          <label key={option} data-right={index === answer || undefined}>
            <input type="radio" name={id} value={option} autoComplete="off" /> <span>{option}</span>
          </label>
        ))}
      </fieldset>
      <div className="commit" hidden>
        <button type="button" disabled>
          Commit to a guess, and reveal
        </button>
        <span>Your guess stays on this device.</span>
      </div>
      <details>
        <summary>Reveal what happened</summary>
        <div>{children}</div>
      </details>
      <div className="verdict">
        <p role="status" />
        <button type="button" hidden>
          Take the guess back
        </button>
      </div>
    </div>
  );
}
