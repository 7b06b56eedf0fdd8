/**
 * Holds the answer of every `<Predict>` back until the reader has committed to a guess. The guess is kept on the device, so that it is still
 * there when the page is opened again, and can be taken back.
 */
export function keepGuesses(page: Document): void {
  const chapter =
    page.location.pathname
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? '';
  for (const question of page.querySelectorAll<HTMLElement>('.predict'))
    keep(question, `guess/${chapter}/${question.id}`);
}

function keep(question: HTMLElement, key: string): void {
  const [choices, commit, press, answer, verdict, back] = [
    question.querySelector('fieldset'),
    question.querySelector<HTMLElement>('.commit'),
    question.querySelector<HTMLButtonElement>('.commit button'),
    question.querySelector('details'),
    question.querySelector('[role=status]'),
    question.querySelector<HTMLButtonElement>('.verdict button'),
  ];
  if (!choices || !commit || !press || !answer || !verdict || !back) return;
  const options = [...question.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const chosen = () => options.find((option) => option.checked);

  const show = (isCommitted: boolean) => {
    choices.disabled = isCommitted;
    commit.hidden = isCommitted;
    back.hidden = !isCommitted;
    answer.hidden = !isCommitted;
    answer.open = isCommitted;
    press.disabled = chosen() === undefined;
    for (const option of options)
      option.closest('label')?.toggleAttribute('data-guessed', isCommitted && option.checked);
    const isRight = chosen()?.closest('label')?.dataset.right !== undefined;
    verdict.textContent = !isCommitted ? '' : isRight ? 'That was your guess.' : 'You had guessed otherwise.';
  };
  question.addEventListener('change', () => {
    press.disabled = chosen() === undefined;
  });
  press.addEventListener('click', () => {
    store(key, chosen()?.value);
    show(true);
    answer.querySelector('summary')?.focus();
  });
  back.addEventListener('click', () => {
    store(key, undefined);
    for (const option of options) option.checked = false;
    show(false);
    options[0]?.focus();
  });

  const kept = options.find(({ value }) => value === recall(key));
  if (kept !== undefined) kept.checked = true;
  show(kept !== undefined);
}

function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, guess: string | undefined): void {
  try {
    if (guess === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, guess);
  } catch {
    // Storage may be forbidden; the guess then lasts as long as the page.
  }
}
