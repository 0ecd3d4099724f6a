// SPDX-License-Identifier: Apache-2.0
import { DashboardOutlined } from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Schemas } from '@/api/client';
import type shell from '@/i18n/en/shell.json';

type Role = Schemas['Me']['member']['role'];

/** A page of the menu: what routes, menu and permission are made of. */
export interface NavRow {
  path: string;
  label: keyof typeof shell;
  icon: ComponentType;
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
    page: async () => (await import('@/features/overview/overview-page')).OverviewPage,
  },
];

export const mayOpen = (row: NavRow, role: Role) => !row.roles || row.roles.includes(role);
