// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { at, openSignedIn, problem } from '@/testing/render';
import { server } from '@/testing/setup';
import type { List, Workspace } from './api';

const facebook: Workspace = {
  workspace: 'ws-fb',
  name: 'Social',
  site: 'cn1',
  site_name: 'China 1',
  time_zone: 'Asia/Shanghai',
  account: 'A',
  bound_from: '2015-02-27',
  settlement: 'account',
  mode: 'default',
  logs_by: 'bytes',
  retention: { logs: 14, metrics: 7, spans: 14 },
};

const amazon: Workspace = { ...facebook, workspace: 'ws-amzn', name: 'Shop', site: 'us1', site_name: 'US 1' };

const list = (items: Workspace[], more: Partial<List> = {}): List => ({
  items,
  totals: { count: items.length },
  next_cursor: null,
  ...more,
});

interface Answers {
  workspaces?: (query: URLSearchParams) => Response;
  usage?: (query: URLSearchParams) => Response;
}

const cost = (site: string, workspace: string, charge: string) => ({ site, workspace, charge });

/** Answers both doors; gives back what was asked of the list, but for the sites. */
function answering({ workspaces, usage }: Answers = {}) {
  const asked: string[] = [];
  const usages: Record<string, string>[] = [];
  server.use(
    http.get(at('/v1/workspaces'), ({ request }) => {
      const { searchParams } = new URL(request.url);
      if (searchParams.get('limit') === '500') return HttpResponse.json(list([facebook, amazon]));
      asked.push(searchParams.toString());
      return workspaces?.(searchParams) ?? HttpResponse.json(list([facebook, amazon]));
    }),
    http.get(at('/v1/usage/daily'), ({ request }) => {
      const { searchParams } = new URL(request.url);
      usages.push(Object.fromEntries(searchParams));
      const items = [cost('cn1', 'ws-fb', '1234.50'), cost('cn1', 'ws-amzn', '9.99')];
      return usage?.(searchParams) ?? HttpResponse.json({ items, next_cursor: null });
    }),
  );
  return { asked, usages };
}

test('shows each workspace, what it costs this month, and the way to its bills', async () => {
  const { usages } = answering();
  await openSignedIn('/workspaces');
  const row = (await screen.findByText('Social')).closest('tr') as HTMLElement;
  for (const text of [
    'ws-fb',
    'China 1 (cn1)',
    'Asia/Shanghai',
    'Billing center',
    'Default',
    'Bytes',
    'Logs, spans: 14 d',
    'Metrics: 7 d',
    '2015-02-27',
  ]) {
    expect(within(row).getByText(text)).toBeInTheDocument();
  }
  expect(await within(row).findByText('¥1,234.50')).toBeInTheDocument();
  expect(within(row).getByRole('link', { name: 'Show the bills of ws-fb this month' })).toHaveAttribute(
    'href',
    '/bills?site=cn1&workspace=ws-fb&from=2015-03-01&until=2015-03-14',
  );
  const other = screen.getByText('Shop').closest('tr') as HTMLElement;
  expect(within(other).getByText('¥0.00')).toBeInTheDocument();
  expect(screen.getByText('2 workspaces')).toBeInTheDocument();
  expect(usages).toEqual([{ from: '2015-03-01', until: '2015-03-14', by: 'workspace', limit: '500' }]);
});

test('filters by site, settlement and text, which stand in the address', async () => {
  const { asked } = answering();
  const { history } = await openSignedIn('/workspaces?settlement=account&mode=default');
  await screen.findByText('Social');
  expect(asked.at(-1)).toBe('settlement=account&limit=20');
  await userEvent.click(screen.getByLabelText('Site'));
  await userEvent.click(await screen.findByTitle('US 1 (us1)'));
  await waitFor(() => expect(history.location.search).toBe('?settlement=account&site=us1'));
  await userEvent.type(screen.getByLabelText('Workspace or name'), 'sho{Enter}');
  await waitFor(() => expect(asked.at(-1)).toBe('settlement=account&site=us1&q=sho&limit=20'));
});

test('pages by cursor', async () => {
  answering({
    workspaces: (query) =>
      HttpResponse.json(
        query.get('cursor') ? list([amazon], { totals: null }) : list([facebook], { next_cursor: 'more' }),
      ),
  });
  await openSignedIn('/workspaces');
  await screen.findByText('Social');
  await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText('Shop')).toBeInTheDocument();
  expect(screen.queryByText('Social')).not.toBeInTheDocument();
});

test('costs of many workspaces come in many pages', async () => {
  answering({
    usage: (query) =>
      HttpResponse.json(
        query.get('cursor')
          ? { items: [cost('us1', 'ws-amzn', '7.00')], next_cursor: null }
          : { items: [cost('cn1', 'ws-fb', '5.00')], next_cursor: 'more' },
      ),
  });
  await openSignedIn('/workspaces');
  expect(await screen.findByText('¥5.00')).toBeInTheDocument();
  expect(screen.getByText('¥7.00')).toBeInTheDocument();
  expect(screen.getByText('¥12.00')).toBeInTheDocument();
});

test('costs are not summed up where filters leave workspaces out', async () => {
  answering();
  await openSignedIn('/workspaces?settlement=account');
  expect(await screen.findByText('¥1,234.50')).toBeInTheDocument();
  expect(screen.queryByText('¥1,244.49')).not.toBeInTheDocument();
});

test('costs that cannot be had leave the list; a list that cannot be had can be tried again', async () => {
  let broken = true;
  answering({
    workspaces: () => (broken ? problem('internal', 500) : HttpResponse.json(list([]))),
    usage: () => problem('busy', 503),
  });
  await openSignedIn('/workspaces');
  expect(await screen.findByText('The server is busy; try again shortly')).toBeInTheDocument();
  const failed = (await screen.findByText('The server failed')).closest('[role=alert]') as HTMLElement;
  broken = false;
  await userEvent.click(within(failed).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('No workspace fits these filters')).toBeInTheDocument();
});
