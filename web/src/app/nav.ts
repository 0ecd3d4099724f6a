// SPDX-License-Identifier: Apache-2.0
import {
  AppstoreOutlined,
  CreditCardOutlined,
  DashboardOutlined,
  FileSearchOutlined,
  GiftOutlined,
  LineChartOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Schemas } from '@/api/client';
import { billsSearch } from '@/features/bills/bills-search';
import { forecastSearch } from '@/features/forecast/search';
import { overviewSearch } from '@/features/overview/search';
import { cardsSearch, vouchersSearch } from '@/features/purses/search';
import { transactionsSearch } from '@/features/transactions/search';
import { workspacesSearch } from '@/features/workspaces/search';
import type shell from '@/i18n/en/shell.json';

type Role = Schemas['Me']['member']['role'];

/** A page of the menu: what routes, menu and permission are made of. */
export interface NavRow {
  path: string;
  label: keyof typeof shell;
  icon: ComponentType<{ 'aria-hidden'?: boolean }>;
  /** Who may see it; everybody where it is left out. */
  roles?: Role[];
  /** The checks of its filters, made by searchOf. */
  search?: (raw: Record<string, unknown>) => Partial<Record<string, string>>;
  page: () => Promise<ComponentType>;
}

export const NAV: NavRow[] = [
  {
    path: '/',
    label: 'overview',
    icon: DashboardOutlined,
    search: overviewSearch,
    page: async () => (await import('@/features/overview/overview-page')).OverviewPage,
  },
  {
    path: '/bills',
    label: 'bills',
    icon: FileSearchOutlined,
    search: billsSearch,
    page: async () => (await import('@/features/bills/bills-page')).BillsPage,
  },
  {
    path: '/transactions',
    label: 'transactions',
    icon: SwapOutlined,
    search: transactionsSearch,
    page: async () => (await import('@/features/transactions/transactions-page')).TransactionsPage,
  },
  {
    path: '/forecast',
    label: 'forecast',
    icon: LineChartOutlined,
    search: forecastSearch,
    page: async () => (await import('@/features/forecast/forecast-page')).ForecastPage,
  },
  {
    path: '/vouchers',
    label: 'vouchers',
    icon: GiftOutlined,
    search: vouchersSearch,
    page: async () => (await import('@/features/purses/purses-page')).VouchersPage,
  },
  {
    path: '/cards',
    label: 'cards',
    icon: CreditCardOutlined,
    search: cardsSearch,
    page: async () => (await import('@/features/purses/purses-page')).CardsPage,
  },
  {
    path: '/workspaces',
    label: 'workspaces',
    icon: AppstoreOutlined,
    search: workspacesSearch,
    page: async () => (await import('@/features/workspaces/workspaces-page')).WorkspacesPage,
  },
];

export const mayOpen = (row: NavRow, role: Role) => !row.roles || row.roles.includes(role);
