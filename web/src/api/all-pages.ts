// SPDX-License-Identifier: Apache-2.0

/** The rows of a list's pages, asked for one after the other until `enough`. */
export async function allPages<Row>(
  ask: (cursor: string | undefined) => Promise<{ items: Row[]; next_cursor: string | null }>,
  enough: (rows: Row[]) => boolean = () => false,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor);
    rows.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor && !enough(rows));
  return rows;
}
