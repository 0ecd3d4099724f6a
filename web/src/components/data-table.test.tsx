// SPDX-License-Identifier: Apache-2.0
import { QueryClient, QueryClientProvider, queryOptions } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { unwrap } from '@/api/client';
import { at, problem } from '@/testing/render';
import { server } from '@/testing/setup';
import { type Column, DataTable } from './data-table';
import { Money } from './money';
import { pageSize, parseSearch, searchOf, stringifySearch } from './search-params';
import { type PageAsked, type PageOf, usePages } from './use-pages';

interface Row {
  id: string;
  amount: string;
}
type Totals = { amount: string };
type List = PageOf<Row, Totals>;

const columns: Column<Row, Totals>[] = [
  { key: 'id', title: 'Number', render: (row) => row.id },
  {
    key: 'amount',
    title: 'Amount',
    number: true,
    render: (row) => <Money amount={row.amount} currency="CNY" />,
    total: (totals) => <Money amount={totals.amount} currency="CNY" />,
  },
  { key: 'note', title: 'Note', render: () => 'a note', spare: true },
];

const rowsQuery = (page: PageAsked) =>
  queryOptions({
    queryKey: ['rows', page],
    queryFn: async () => {
      const url = new URL(at('/rows'));
      for (const [name, value] of Object.entries(page)) url.searchParams.set(name, `${value}`);
      const response = await fetch(url);
      const body = await response.json();
      return unwrap<List>(Promise.resolve({ data: body, error: body, response }));
    },
    retry: false,
  });

function Rows() {
  const pages = usePages<Row, Totals, List>({}, rowsQuery);
  return (
    <DataTable
      id="rows"
      label="Rows"
      columns={columns}
      rowKey={(row) => row.id}
      pages={pages}
      empty="No rows"
    />
  );
}

function show() {
  const route = createRootRoute({ component: Rows, validateSearch: searchOf({ size: pageSize }) });
  const history = createMemoryHistory({ initialEntries: ['/'] });
  const router = createRouter({ routeTree: route, history, parseSearch, stringifySearch });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return history;
}

/** 45 rows, paged as the API does it: the totals stand on the first page only. */
function serve() {
  const asked: string[] = [];
  server.use(
    http.get(at('/rows'), ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(searchParams.toString());
      const first = JSON.parse(searchParams.get('cursor') ?? '0') as number;
      const end = Math.min(45, first + (JSON.parse(searchParams.get('limit') ?? '100') as number));
      const items = Array.from({ length: end - first }, (_, index) => ({
        id: `row ${first + index}`,
        amount: '2.00',
      }));
      return HttpResponse.json({
        items,
        totals: first === 0 ? { amount: '90.00' } : null,
        next_cursor: end < 45 ? `${end}` : null,
      });
    }),
  );
  return asked;
}

test('pages forth and back by cursor, and keeps the totals of all pages', async () => {
  const asked = serve();
  show();
  expect(await screen.findByText('row 19')).toBeInTheDocument();
  expect(screen.getByText('¥90.00')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Previous page' })).toBeDisabled();

  await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText('row 20')).toBeInTheDocument();
  expect(screen.getByText('¥90.00')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText('row 44')).toBeInTheDocument();
  expect(screen.getByText('Page 3')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled();

  await userEvent.click(screen.getByRole('button', { name: 'Previous page' }));
  expect(await screen.findByText('row 20')).toBeInTheDocument();
  expect(asked.slice(0, 3)).toEqual(['limit=20', 'limit=20&cursor=20', 'limit=20&cursor=40']);
});

test('keeps the size of a page in the address, and starts anew with it', async () => {
  serve();
  const history = show();
  await screen.findByText('row 19');
  await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
  await screen.findByText('row 39');
  await userEvent.click(screen.getByRole('combobox', { name: 'Rows per page' }));
  await userEvent.click(await screen.findByText('50 / page'));
  expect(await screen.findByText('row 44')).toBeInTheDocument();
  expect(screen.getByText('row 0')).toBeInTheDocument();
  expect(history.location.search).toBe('?size=50');
});

test('shows the columns that were chosen, and keeps the choice', async () => {
  serve();
  show();
  await screen.findByText('row 0');
  expect(screen.queryByRole('columnheader', { name: 'Note' })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Note' }));
  expect(screen.getByRole('columnheader', { name: 'Note' })).toBeInTheDocument();
  expect(localStorage.getItem('bc.columns.rows')).toBe('id,amount,note');
});

test('says when there is nothing', async () => {
  server.use(
    http.get(at('/rows'), () =>
      HttpResponse.json({ items: [], totals: { amount: '0.00' }, next_cursor: null }),
    ),
  );
  show();
  expect(await screen.findByText('No rows')).toBeInTheDocument();
  expect(screen.queryByText('¥0.00')).not.toBeInTheDocument();
});

test('says what failed, and tries again', async () => {
  serve();
  server.use(http.get(at('/rows'), () => problem('internal', 500), { once: true }));
  show();
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText('The server failed')).toBeInTheDocument();
  await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('row 0')).toBeInTheDocument();
});

test('what scrolls can be reached by keyboard and has a name', async () => {
  serve();
  show();
  await screen.findByText('row 0');
  expect(screen.getByRole('region', { name: 'Rows' })).toHaveAttribute('tabindex', '0');
});

test('on a phone the rows are cards', async () => {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (query) => ({ matches: query.includes('767'), addListener() {}, removeListener() {} }) as never,
  );
  serve();
  show();
  const list = await screen.findByRole('list', { name: 'Rows' });
  expect(within(list).getAllByRole('listitem')).toHaveLength(20);
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
  expect(screen.getByText('¥90.00')).toBeInTheDocument();
});
