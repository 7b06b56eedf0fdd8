import type { Locator } from '@playwright/test';

/** Opens a figure's table from its menu. */
export async function openTable(figure: Locator): Promise<void> {
  await figure.locator('summary').filter({ visible: true }).first().click();
  await figure.getByRole('button', { name: 'Show as a table' }).click();
}

/** The table's numbers by head: `h1` → one number a step. */
export async function readTable(figure: Locator): Promise<Record<string, number[]>> {
  return figure.locator('[data-table] table').evaluate((table) => {
    const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent ?? '');
    const columns: Record<string, number[]> = {};
    for (const row of table.querySelectorAll('tbody tr'))
      [...row.children].forEach((cell, i) => {
        const value = (cell as HTMLElement).dataset.value;
        if (value !== undefined) (columns[heads[i] ?? ''] ??= []).push(Number(value));
      });
    return columns;
  });
}
