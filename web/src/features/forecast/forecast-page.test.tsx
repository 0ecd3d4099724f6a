// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { speak } from '@/i18n/i18n';
import { at, openSignedIn, problem } from '@/testing/render';
import { server } from '@/testing/setup';
import type { Forecast, ForecastPurse, Simulated } from './api';
import { eventsOf } from './forecast-events';

const before = { cash: '10.00', arrears: '0.00', ordinary: '35.00', full_reduction: '0.00', cards: '0.00' };
const after = { ...before, cash: '0.00', arrears: '5.00', ordinary: '5.00' };
const purse: ForecastPurse = {
  purse: '5d2c3a1e-2c0f-4a0a-9a55-3a4d2f6b7c80',
  purse_number: 2,
  kind: 'ordinary',
  valid_from: null,
  expires_at: '2015-03-14T16:00:00Z',
  is_frozen: false,
  before: '20.00',
  spent: '15.00',
  after: '5.00',
  runs_out: null,
  expires_unused: '5.00',
};
const other: ForecastPurse = {
  ...purse,
  purse: '5d2c3a1e-2c0f-4a0a-9a55-3a4d2f6b7c81',
  purse_number: 3,
  expires_at: null,
  before: '15.00',
  after: '0.00',
  runs_out: '2015-03-15',
  expires_unused: null,
};
const forecast: Forecast = {
  mode: 'days',
  account: 'A',
  currency: 'CNY',
  at: '2015-03-14T08:00:00Z',
  before,
  after,
  from: '2015-03-14',
  until: '2015-03-15',
  basis: { from: '2015-03-07', until: '2015-03-13', days: 7, bills: 12 },
  daily: [
    { site: 'cn1', workspace: 'ws-fb', settlement: 'account', total: '15.00', lines: [] },
    { site: 'cn2', workspace: 'ws-ko', settlement: 'aws', total: '7.50', lines: [] },
  ],
  purses: [purse, other],
  cash_ends: '2015-03-15',
  arrears_begin: '2015-03-15',
  points: [
    { ...before, day: '2015-03-14', spent: '15.00', cloud: '7.50' },
    { ...after, day: '2015-03-15', spent: '15.00', cloud: '7.50' },
  ],
};

/** Answers simulations; gives back what was asked. */
function answering(answer: (body: { days?: number }) => Response) {
  const asked: { days?: number }[] = [];
  server.use(
    http.post(at('/v1/simulations/deduction'), async ({ request }) => {
      const body = (await request.json()) as { days?: number };
      asked.push(body);
      return answer(body);
    }),
    http.get(at('/v1/workspaces'), () =>
      HttpResponse.json({
        items: [
          {
            workspace: 'ws-ko',
            name: 'ws-ko',
            site: 'cn2',
            site_name: 'Site cn2',
            time_zone: 'Asia/Shanghai',
            account: 'A',
            bound_from: '2015-02-27',
            settlement: 'aws',
            mode: 'default',
            logs_by: 'count',
            retention: { logs: 14 },
          },
        ],
        totals: { count: 1 },
        next_cursor: null,
      }),
    ),
  );
  return asked;
}

afterEach(() => speak('en'));

test('says when cash ends, arrears begin, purses run out and what expires unused', async () => {
  const asked = answering(() => HttpResponse.json(forecast));
  const { history } = await openSignedIn('/forecast');
  expect(await screen.findByText('Of 12 bills of 7 days, 2015-03-07 to 2015-03-13')).toBeInTheDocument();
  for (const text of ['¥22.50', '¥0.00 is left on 2015-03-15', '¥5.00 is owed on 2015-03-15']) {
    expect(screen.getByText(text)).toBeInTheDocument();
  }
  const events = within(screen.getByRole('list', { name: 'What happens when' })).getAllByRole('listitem');
  expect(events.map((event) => event.textContent)).toEqual([
    '2015-03-15Ordinary voucher #2 expires with ¥5.00 unused',
    '2015-03-15Ordinary voucher #3 is used up',
    '2015-03-15Cash is used up',
    '2015-03-15Arrears begin: what no other source pays is owed',
  ]);
  expect(screen.getByRole('img', { name: /2015-03-14 to 2015-03-15/ })).toBeInTheDocument();
  expect(screen.getByText('ws-ko · cn2').closest('tr')).toHaveTextContent('AWS¥7.50');
  expect(asked).toEqual([{ days: 90, daily: 'average_7_days' }]);
  await userEvent.click(screen.getByText('30 days'));
  await waitFor(() => expect(history.location.search).toBe('?days=30'));
  await waitFor(() => expect(asked.at(-1)).toEqual({ days: 30, daily: 'average_7_days' }));
});

test('the balances are drawn, and stand in a table', async () => {
  answering(() => HttpResponse.json(forecast));
  await openSignedIn('/forecast');
  const drawing = await screen.findByRole('img', { name: /Stacked areas/ });
  const layers = [...drawing.querySelectorAll('polygon')].map((area) => area.dataset.layer);
  expect(layers).toEqual(['vouchers', 'cards', 'cash', 'arrears']);
  expect(drawing.querySelector('polygon')?.getAttribute('points')).toMatch(/^0\.0,48\.0 500\.0,48\.0 /);
  await userEvent.click(screen.getByText('Table'));
  const row = screen.getByText('2015-03-14', { selector: 'td *' }).closest('tr') as HTMLElement;
  expect(row).toHaveTextContent('2015-03-14¥15.00¥7.50¥35.00¥0.00¥10.00¥0.00');
});

test('without bills to take an average of it says so; what fails can be asked for again', async () => {
  let broken = true;
  answering(() =>
    broken ? problem('busy', 503) : HttpResponse.json({ ...forecast, basis: null, daily: [], purses: [] }),
  );
  await openSignedIn('/forecast');
  await screen.findByText('The server is busy; try again shortly');
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/There are no settled bills of the last 7 days/)).toBeInTheDocument();
});

test('events of a day stand in the order of the sources, days in theirs', () => {
  const kinds = eventsOf({ ...forecast, arrears_begin: '2015-03-10' }, 'Asia/Shanghai').map(
    (event) => event.kind,
  );
  expect(kinds).toEqual(['arrears_begin', 'expires', 'runs_out', 'cash_ends']);
});

const simulated: Simulated = {
  mode: 'bills',
  account: 'A',
  currency: 'CNY',
  at: '2015-03-14T08:00:00Z',
  before,
  after,
  bills: [
    {
      workspace: 'ws-ko',
      settlement: 'account',
      currency: 'CNY',
      direction: 'deduct',
      at: '2015-03-14T08:00:00Z',
      total: '60.00',
      eligible_spend: '60.00',
      rounding: { exact: '60', total: '60.00', residue: '0', missing_units: 0, lines: [] },
      sources: [
        {
          place: 1,
          source: 'cash',
          purse: null,
          purse_number: null,
          valid_from: null,
          expires_at: null,
          items: null,
          min_spend: null,
          outcome: 'used',
          short: null,
          capacity: null,
          eligible_amount: '60.00',
          amount: '60.00',
          balance_before: '70.00',
          balance_after: '10.00',
          lines: [],
        },
      ],
    },
  ],
};

test('tries the next bill: amounts by item, the workspace with its settlement, and who would pay', async () => {
  const asked = answering(() => HttpResponse.json(simulated));
  await openSignedIn('/forecast?mode=bill');
  await userEvent.click(await screen.findByRole('combobox', { name: 'Workspace' }));
  await userEvent.click(await screen.findByTitle('ws-ko · Site cn2'));
  const amount = screen.getByRole('spinbutton', { name: 'Amount 1' });
  await userEvent.clear(amount);
  await userEvent.type(amount, '60');
  await userEvent.click(screen.getByRole('button', { name: 'Add an item' }));
  await userEvent.type(screen.getByRole('spinbutton', { name: 'Amount 2' }), '0.5');
  await userEvent.click(screen.getByRole('button', { name: 'See who pays' }));
  expect(await screen.findByText('It paid all that it could pay for: ¥60.00.')).toBeInTheDocument();
  expect(screen.getByText('¥70.00')).toBeInTheDocument();
  const [bill] = (
    asked[0] as unknown as { bills: [{ workspace: string; settlement: string; lines: object[] }] }
  ).bills;
  expect(bill).toMatchObject({ workspace: 'ws-ko', settlement: 'aws' });
  expect(bill.lines).toHaveLength(2);
  expect(bill.lines[0]).toEqual({ item: 'logs', amount: '60' });
});

test('an amount must be there', async () => {
  const asked = answering(() => HttpResponse.json(simulated));
  await openSignedIn('/forecast?mode=bill');
  await userEvent.click(await screen.findByRole('button', { name: 'Add an item' }));
  await userEvent.click(screen.getByRole('button', { name: 'See who pays' }));
  expect(await screen.findByText('Enter an amount')).toBeInTheDocument();
  expect(asked).toEqual([]);
});

test('forecasts in Chinese', async () => {
  answering(() => HttpResponse.json(forecast));
  await speak('zh-CN');
  await openSignedIn('/forecast');
  expect(await screen.findByText('依据 2015-03-07 至 2015-03-13 共 7 天的 12 笔账单')).toBeInTheDocument();
  expect(screen.getByRole('heading', { level: 1, name: '预测' })).toBeInTheDocument();
});
