// SPDX-License-Identifier: Apache-2.0
import { Alert, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { isNegative, isZero, subtract, sum } from '@/components/decimal';
import { Money } from '@/components/money';
import { usePhone } from '@/components/use-phone';
import { DeductionStep } from './deduction-step';
import { stepsOf } from './deduction-steps';
import type { BillDetail } from './queries';
import { StepRow } from './step-row';

/** How the bill was paid: a waterfall from its total down to nothing, one step a posting. */
export function Deduction({ bill }: { bill: BillDetail }) {
  const { t } = useTranslation('bills');
  const phone = usePhone();
  if (isZero(bill.total)) return <Alert type="info" showIcon title={t('nothing_to_pay')} />;
  if (bill.state !== 'settled') return <Alert type="info" showIcon title={t('not_settled')} />;
  const steps = stepsOf(bill);
  const owed = owedOf(bill);
  const back = isNegative(bill.total);
  const end = back ? 'left_to_give' : 'left_to_pay';
  const left = steps.reduce((rest, step) => (step.posting ? step.after : rest), bill.total);
  const money = (amount: string) => <Money amount={amount} currency={bill.currency} />;
  return (
    <>
      <Typography.Paragraph type="secondary">
        {t(back ? 'give_back_hint' : 'order_hint')}
      </Typography.Paragraph>
      <StepRow
        phone={phone}
        chart={{ total: bill.total, before: bill.total, after: '0.00' }}
        title={<strong>{t('total')}</strong>}
        amount={<strong>{money(bill.total)}</strong>}
      />
      <ol
        aria-label={t(back ? 'give_back' : 'deduction')}
        style={{ listStyle: 'none', margin: 0, padding: 0 }}
      >
        {steps.map((step, index) => (
          <li key={step.posting?.seq ?? step.source} data-source={step.source}>
            <DeductionStep bill={bill} step={step} number={index + 1} phone={phone} />
          </li>
        ))}
      </ol>
      <Flex justify="space-between" style={{ paddingTop: 12 }} data-testid="left">
        <strong>{t(isZero(owed) ? end : 'owed_as_arrears')}</strong>
        <strong>{money(isZero(owed) ? left : owed)}</strong>
      </Flex>
    </>
  );
}

/** What became arrears and has not been repaid. */
const owedOf = ({ postings }: BillDetail) =>
  sum(
    postings
      .filter((posting) => posting.repaid !== null)
      .map((posting) => subtract(posting.amount, posting.repaid ?? '0.00')),
  );
