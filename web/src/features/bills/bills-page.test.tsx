// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import type { Schemas } from '@/api/client';
import { speak } from '@/i18n/i18n';
import { at, openSignedIn, problem } from '@/testing/render';
import { server } from '@/testing/setup';
import { bill, cloudDetail, detail, list } from './fixtures';
import type { BillDetail } from './queries';

const workspace = (name: string, site: string): Schemas['Workspace'] => ({
  workspace: name,
  name,
  site,
  site_name: `Site ${site}`,
  time_zone: 'Asia/Shanghai',
  account: 'A',
  bound_from: '2015-02-27',
  settlement: 'account',
  mode: 'default',
  logs_by: 'count',
  retention: { logs: 14 },
});

/** Answers the page; gives back the queries for lists that were asked. */
function answering(details: Record<string, BillDetail> = { [bill.bill]: detail }) {
  const asked: Record<string, string>[] = [];
  server.use(
    http.get(at('/v1/bills/daily'), ({ request }) => {
      asked.push(Object.fromEntries(new URL(request.url).searchParams));
      return HttpResponse.json(list(bill));
    }),
    http.get(at('/v1/bills/daily/:bill'), ({ params }) => {
      const found = details[`${params.bill}`];
      return found
        ? HttpResponse.json(found)
        : problem('no-such-bill', 404, { detail: `no bill ${params.bill}` });
    }),
    http.get(at('/v1/workspaces'), () =>
      HttpResponse.json({
        items: [workspace('ws-fb', 'cn1'), workspace('ws-ko', 'cn2')],
        totals: { count: 2 },
        next_cursor: null,
      }),
    ),
  );
  return asked;
}

const drawer = async () => {
  await screen.findByTestId('bill-total');
  return within(screen.getByRole('dialog'));
};

const stepsIn = (panel: Awaited<ReturnType<typeof drawer>>) =>
  within(panel.getByRole('list', { name: 'How it was paid' }))
    .getAllByRole('listitem')
    .filter((item) => item.dataset.source);

afterEach(() => speak('en'));

test('lists bills by what paid them, with totals; filters stand in the address', async () => {
  const asked = answering();
  const { history } = await openSignedIn(
    '/bills?workspace=ws-fb&from=2015-03-01&until=2015-03-14&state=nonsense',
  );
  const row = (await screen.findByRole('link', { name: 'Bill of ws-fb of 2015-03-02' })).closest('tr');
  for (const text of ['¥42.17', '¥26.72', '¥5.45', '¥10.00', 'Settled', 'In arrears']) {
    expect(within(row as HTMLElement).getByText(text)).toBeInTheDocument();
  }
  for (const text of ['¥90,071,992,547,409.93', '¥1,288.06', '1288 bills']) {
    expect(screen.getByText(text)).toBeInTheDocument();
  }
  const filters = { workspace: 'ws-fb', from: '2015-03-01', until: '2015-03-14' };
  expect(asked.at(-1)).toEqual({ ...filters, limit: '20' });

  await userEvent.click(screen.getByRole('button', { name: 'More filters' }));
  await userEvent.click(screen.getByRole('combobox', { name: 'Settlement' }));
  await userEvent.click(await screen.findByTitle('AWS'));
  await waitFor(() => expect(asked.at(-1)).toEqual({ ...filters, settlement: 'aws', limit: '20' }));
  expect(history.location.search).toContain('settlement=aws');
});

test('asks for the last 31 days of the business clock when the address names none', async () => {
  const asked = answering();
  await openSignedIn('/bills');
  await screen.findByRole('link', { name: /^Bill of ws-fb/ });
  expect(asked[0]).toEqual({ from: '2015-02-12', until: '2015-03-14', limit: '20' });
});

test('with a site only its workspaces are offered', async () => {
  answering();
  await openSignedIn('/bills?site=cn2');
  await screen.findByRole('link', { name: /^Bill of ws-fb/ });
  await userEvent.click(screen.getByRole('combobox', { name: 'Workspace' }));
  expect(await screen.findByTitle('ws-ko')).toBeInTheDocument();
  expect(screen.queryByTitle('ws-fb')).not.toBeInTheDocument();
});

test('workspaces of the same code are told apart by their sites', async () => {
  const asked = answering();
  server.use(
    http.get(at('/v1/workspaces'), () =>
      HttpResponse.json({
        items: [workspace('ws-fb', 'cn1'), workspace('ws-fb', 'cn2'), workspace('ws-ko', 'cn2')],
        totals: { count: 3 },
        next_cursor: null,
      }),
    ),
  );
  const { history } = await openSignedIn('/bills');
  await screen.findByRole('link', { name: /^Bill of ws-fb/ });
  await userEvent.type(screen.getByRole('combobox', { name: 'Workspace' }), 'fb');
  expect(await screen.findByTitle('ws-fb · Site cn1')).toBeInTheDocument();
  expect(screen.queryByTitle('ws-ko')).not.toBeInTheDocument();
  await userEvent.click(screen.getByTitle('ws-fb · Site cn2'));
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ site: 'cn2', workspace: 'ws-fb' }));
  expect(Object.fromEntries(new URLSearchParams(history.location.search))).toEqual({
    site: 'cn2',
    workspace: 'ws-fb',
  });
  await userEvent.click(screen.getByRole('button', { name: 'More filters' }));
  await userEvent.click(screen.getByRole('combobox', { name: 'Site' }));
  await userEvent.click(await screen.findByTitle('Site cn1'));
  await waitFor(() => expect(history.location.search).toBe('?site=cn1'));
});

test.each(['?workspace=ws-gone', '?site=cn9&workspace=ws-gone'])(
  'a workspace that only the address names is shown: %s',
  async (search) => {
    answering();
    await openSignedIn(`/bills${search}`);
    await screen.findByRole('link', { name: /^Bill of ws-fb/ });
    const box = screen.getByRole('combobox', { name: 'Workspace' }).closest('.ant-select') as HTMLElement;
    expect(within(box).getByTitle('ws-gone')).toBeInTheDocument();
  },
);

test('on a phone the filters are folded behind one button that counts them', async () => {
  const matches = vi
    .spyOn(window, 'matchMedia')
    .mockImplementation(
      (query) =>
        ({ matches: query.includes('767px'), addListener: () => {}, removeListener: () => {} }) as never,
    );
  answering();
  await openSignedIn('/bills?workspace=ws-fb&settlement=aws');
  const button = await screen.findByRole('button', { name: 'Filters (2)' });
  expect(screen.queryByRole('combobox', { name: 'Workspace' })).not.toBeInTheDocument();
  await userEvent.click(button);
  for (const name of ['Workspace', 'State', 'Site', 'Settlement']) {
    expect(screen.getByRole('combobox', { name })).toBeInTheDocument();
  }
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(await screen.findByRole('button', { name: 'Filters' })).toBeInTheDocument();
  matches.mockRestore();
});

test('follows the deduction step by step down to nothing', async () => {
  answering();
  const { history } = await openSignedIn('/bills');
  await userEvent.click(await screen.findByRole('link', { name: /^Bill of ws-fb/ }));
  const panel = await drawer();
  expect(history.location.search).toBe(`?bill=${bill.bill}`);
  const steps = stepsIn(panel).map((step) => step.textContent);
  const parts = [
    ['Ordinary voucher #4', '¥6.72', '¥90.96 − ¥6.72 = ¥84.24', 'Left to pay ¥35.45'],
    ['Full-reduction voucher #5', '¥20.00', '¥20.00 − ¥20.00 = ¥0.00', 'Left to pay ¥15.45'],
    ['Stored-value card', 'Not used'],
    ['Cash', '1. Logs ¥5.45', 'Left to pay ¥10.00'],
    [
      'Arrears',
      '-¥2.00 − ¥10.00 = -¥12.00',
      '¥4.00 repaid since, ¥6.00 still owed.',
      'count it as cash',
      'Left to pay ¥0.00',
    ],
  ];
  expect(steps).toHaveLength(parts.length);
  for (const [index, texts] of parts.entries()) {
    for (const text of texts) expect(steps[index]).toContain(text);
  }
  expect(panel.getByTestId('left')).toHaveTextContent('Owed as arrears¥6.00');
  expect(panel.getByText('In arrears')).toBeInTheDocument();
});

test('a correction says what it gave back, and leads to the bill that it corrects', async () => {
  const [voucher, , cash] = detail.postings;
  if (!voucher || !cash) throw new Error('no postings');
  const correction: BillDetail = {
    ...detail,
    bill: 'e3b0c442-98fc-4c14-9afb-f4c8996fb924',
    run: 1,
    kind: 'adjustment',
    corrects: bill.bill,
    total: '-7.00',
    paid: { ...detail.paid, cash: '-5.45', ordinary: '-1.55', full_reduction: '0.00', arrears: '0.00' },
    postings: [
      { ...cash, amount: '-5.45', balance_before: '0.00', balance_after: '5.45' },
      { ...voucher, amount: '-1.55', balance_before: '84.24', balance_after: '85.79' },
    ],
  };
  answering({ [bill.bill]: detail, [correction.bill]: correction });
  const { history } = await openSignedIn(`/bills?bill=${correction.bill}`);
  const panel = await drawer();
  const steps = within(panel.getByRole('list', { name: 'How it was given back' })).getAllByRole('listitem');
  expect(steps.filter((step) => step.dataset.source).map((step) => step.dataset.source)).toEqual([
    'cash',
    'ordinary',
  ]);
  expect(steps[0]).toHaveTextContent('¥0.00 + ¥5.45 = ¥5.45');
  expect(steps[0]).toHaveTextContent('Left to give back -¥1.55');
  expect(panel.getByTestId('left')).toHaveTextContent('Left to give back¥0.00');
  await userEvent.click(panel.getByRole('link', { name: /see the bill that it corrects/ }));
  await waitFor(() => expect(history.location.search).toBe(`?bill=${bill.bill}`));
});

test('a bill whose arrears are repaid owes nothing, and says that cash paid it', async () => {
  const postings = detail.postings.map((step) => ({ ...step, repaid: step.repaid && step.amount }));
  const paid = { ...detail.paid, cash: '15.45', arrears: '0.00' };
  answering({ [bill.bill]: { ...detail, paid, postings } });
  await openSignedIn(`/bills?bill=${bill.bill}`);
  const panel = await drawer();
  expect(stepsIn(panel)[4]).toHaveTextContent('Repaid in full since.Repaid by cash since');
  expect(panel.getByTestId('left')).toHaveTextContent('Left to pay at the end¥0.00');
  expect(panel.queryByText('In arrears')).not.toBeInTheDocument();
});

test('closing a bill that the address named gives the focus to its row', async () => {
  answering();
  const { history } = await openSignedIn(`/bills?bill=${bill.bill}`);
  await drawer();
  await userEvent.click(screen.getByLabelText('Close'));
  await waitFor(() => expect(history.location.search).toBe(''));
  expect(screen.getByLabelText('Bill of ws-fb of 2015-03-02')).toHaveFocus();
});

test('shows the lines with every digit, their marks, the rounding and what the bill was made from', async () => {
  answering();
  await openSignedIn(`/bills?bill=${bill.bill}&workspace=another`);
  const panel = await drawer();
  expect(panel.getByText('28.11 × 1.5 = 42.165')).toBeInTheDocument();
  expect(panel.getByText('1.5 per 1,000,000 records')).toBeInTheDocument();
  expect(panel.getByText('3. new_item')).toBeInTheDocument();
  for (const text of ['Not offered', 'Free']) expect(panel.getByText(text)).toBeInTheDocument();
  expect(panel.getByTestId('rounding')).toHaveTextContent(
    'Sum before rounding 42.165 + rounding 0.005 = Total ¥42.17',
  );
  for (const text of ['2022, version 3', '2015-03-03 00:00:00 GMT+8', /^9f86d081884c…/]) {
    expect(panel.getByText(text)).toBeInTheDocument();
  }
});

test('what the cloud charges touches no balance', async () => {
  answering({ [bill.bill]: cloudDetail });
  await openSignedIn(`/bills?bill=${bill.bill}`);
  const steps = stepsIn(await drawer());
  expect(steps.map((step) => step.dataset.source)).toEqual(['ordinary', 'full_reduction', 'card', 'aws']);
  expect(steps[3]).toHaveTextContent('AWS Marketplace');
  expect(steps[3]).toHaveTextContent('no balance here changes');
});

test('a bill that is not settled yet, and one without anything to pay, say so', async () => {
  const open: BillDetail = { ...detail, state: 'rated', settled_at: null, settlement: null, postings: [] };
  answering({ open, free: { ...detail, total: '0.00', exact: '0', residue: '0', lines: [], postings: [] } });
  const { history } = await openSignedIn('/bills?bill=open');
  expect(await screen.findByText('The bill is made and about to be settled.')).toBeInTheDocument();
  history.push('/bills?bill=free');
  expect(await screen.findByText('There is nothing to pay.')).toBeInTheDocument();
  expect(screen.getByText('Nothing was used')).toBeInTheDocument();
});

test('an unknown bill is a problem in the drawer, which Escape closes', async () => {
  answering();
  const { history } = await openSignedIn('/bills?bill=unknown&site=cn1');
  const panel = within(await screen.findByRole('dialog'));
  expect(await panel.findByText('This bill does not exist')).toBeInTheDocument();
  expect(panel.getByText('no bill unknown')).toBeInTheDocument();
  expect(panel.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(history.location.search).toBe('?site=cn1'));
});

test('a list that fails can be asked for again', async () => {
  answering();
  server.use(http.get(at('/v1/bills/daily'), () => problem('busy', 503), { once: true }));
  await openSignedIn('/bills');
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: /^Bill of ws-fb/ })).toBeInTheDocument();
});

test('speaks Chinese', async () => {
  answering();
  await speak('zh-CN');
  await openSignedIn(`/bills?bill=${bill.bill}`);
  await screen.findByTestId('bill-total');
  expect(screen.getByRole('heading', { level: 1, name: '消费明细' })).toBeInTheDocument();
  expect(screen.getByText('扣费过程')).toBeInTheDocument();
  expect(screen.getByText('已还款 ¥4.00，仍欠 ¥6.00。')).toBeInTheDocument();
});
