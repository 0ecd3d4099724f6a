// SPDX-License-Identifier: Apache-2.0
import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '@/api/problem';
import { antdLocale } from '@/i18n/i18n';
import { useDark } from './appearance';
import { themeOf } from './theme';

const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? undefined;
/** Chrome before 88: antd's styles without :where and without logical properties. */
const old = typeof CSS === 'undefined' || !CSS.supports?.('selector(:where(a))');
const csp = nonce ? { nonce } : undefined;
const transformers = old ? [legacyLogicalPropertiesTransformer] : [];

const passing = (error: unknown) =>
  error instanceof ProblemError && (error.status === 0 || error.status === 502 || error.status === 503);

export const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && passing(error),
      },
    },
  });

export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  const { i18n } = useTranslation();
  const dark = useDark();
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
    document.body.style.background = dark ? '#000' : '#f5f5f5';
    document.body.style.color = dark ? '#ddd' : '#000';
  }, [dark]);
  return (
    <StyleProvider hashPriority={old ? 'high' : 'low'} transformers={transformers}>
      <ConfigProvider
        csp={csp}
        locale={antdLocale(i18n.language)}
        theme={themeOf(dark)}
        button={{ autoInsertSpace: false }}
      >
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      </ConfigProvider>
    </StyleProvider>
  );
}
