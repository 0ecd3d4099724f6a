// SPDX-License-Identifier: Apache-2.0
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { isZero, negated } from '@/components/decimal';
import { HelpButton } from '@/components/help-button';
import { Money } from '@/components/money';
import { SignedMoney } from '@/components/signed-money';
import type { Totals } from './api';

/** What came in and went out on all pages. */
export function TransactionTotals({ totals, currency }: { totals: Totals | undefined; currency: string }) {
  const { t } = useTranslation('transactions');
  return (
    <Flex wrap align="center" className="row" style={{ marginTop: 8 }}>
      {totals && (
        <>
          <span>{t('count', { count: totals.count })}</span>
          <span>
            {t('total_in')}{' '}
            <Typography.Text strong>
              <SignedMoney amount={totals.in} currency={currency} />
            </Typography.Text>
          </span>
          <span>
            {t('total_out')}{' '}
            <Typography.Text strong>
              <SignedMoney amount={negated(totals.out)} currency={currency} />
            </Typography.Text>
          </span>
          {!isZero(totals.repaid) && (
            <span>
              {t('total_repaid')}{' '}
              <Typography.Text strong>
                <Money amount={totals.repaid} currency={currency} />
              </Typography.Text>
            </span>
          )}
        </>
      )}
      <HelpButton label={t('how_counted')}>
        <p>{t('explain_repayment')}</p>
        <p>{t('explain_balances')}</p>
      </HelpButton>
    </Flex>
  );
}
