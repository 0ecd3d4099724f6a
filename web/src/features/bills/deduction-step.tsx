// SPDX-License-Identifier: Apache-2.0
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatMoney, isNegative, isZero, negated, subtract } from '@/components/decimal';
import { useItemName } from '@/components/item-name';
import { PurseLink } from '@/components/purse-link';
import { useSourceName } from '@/components/source-name';
import type { Step } from './deduction-steps';
import type { BillDetail, Posting } from './queries';
import { StepRow } from './step-row';

interface Props {
  bill: BillDetail;
  step: Step;
  number: number;
  phone: boolean;
}

export function DeductionStep({ bill, step, number, phone }: Props) {
  const { t } = useTranslation('bills');
  const name = useSourceName();
  const money = (amount: string) => formatMoney(amount, bill.currency);
  if (!step.posting) {
    const text = `${number}. ${name(step.source)}`;
    return (
      <StepRow
        phone={phone}
        title={<Typography.Text type="secondary">{text}</Typography.Text>}
        amount={<Typography.Text type="secondary">{t('not_used')}</Typography.Text>}
      />
    );
  }
  const { source, posting, before, after } = step;
  return (
    <StepRow
      phone={phone}
      chart={{ total: bill.total, before, after, source }}
      title={
        <span>
          {number}. <PurseLink source={source} purse={posting.purse} number={posting.purse_number} />
        </span>
      }
      amount={
        <strong className="num" data-amount={posting.amount}>
          {money(posting.amount)}
        </strong>
      }
    >
      <Balances posting={posting} money={money} />
      {posting.repaid !== null && <Repaid amount={posting.amount} repaid={posting.repaid} money={money} />}
      <PaidLines bill={bill} posting={posting} money={money} />
      <Typography.Text type="secondary">
        {t(isNegative(bill.total) ? 'left_to_give' : 'left_after')}{' '}
        <span className="num">{money(after)}</span>
      </Typography.Text>
    </StepRow>
  );
}

interface Part {
  posting: Posting;
  money: (amount: string) => string;
}

/** The source's balance before, what was taken, and its balance after. */
function Balances({ posting, money }: Part) {
  const { t } = useTranslation('bills');
  const { balance_before: before, balance_after: after } = posting;
  const back = isNegative(posting.amount);
  if (before === null || after === null) {
    return <div>{t(back ? 'credited_by_cloud' : 'charged_by_cloud')}</div>;
  }
  return (
    <div>
      <Typography.Text type="secondary">{t('balance')}</Typography.Text>{' '}
      <span className="num" data-testid="balances">
        {money(before)} {back ? '+' : '−'} {money(back ? negated(posting.amount) : posting.amount)} ={' '}
        {money(after)}
      </span>
    </div>
  );
}

/** Of arrears: what has been repaid since, and what is still owed. */
function Repaid({ amount, repaid, money }: { amount: string; repaid: string; money: Part['money'] }) {
  const { t } = useTranslation('bills');
  const owed = subtract(amount, repaid);
  if (isZero(repaid)) return <Typography.Text type="danger">{t('not_repaid')}</Typography.Text>;
  return (
    <>
      {isZero(owed) ? (
        <Typography.Text type="success">{t('repaid_in_full')}</Typography.Text>
      ) : (
        <Typography.Text type="danger">
          {t('repaid', { repaid: money(repaid), owed: money(owed) })}
        </Typography.Text>
      )}
      <div>{t('repaid_by_cash')}</div>
    </>
  );
}

/** Which lines of the bill the posting paid. */
function PaidLines({ bill, posting, money }: Part & { bill: BillDetail }) {
  const { t } = useTranslation('bills');
  const itemName = useItemName();
  const nameOf = (number: number) => {
    const line = bill.lines.find((candidate) => candidate.line === number);
    return line ? `${number}. ${itemName(line.item)}` : `${number}.`;
  };
  return (
    <Flex
      wrap
      component="ul"
      aria-label={t('lines_paid')}
      style={{ listStyle: 'none', margin: 0, padding: 0 }}
    >
      {posting.lines.map((part) => (
        <li key={part.line} style={{ marginRight: 16 }}>
          <Typography.Text type="secondary">{nameOf(part.line)}</Typography.Text>{' '}
          <span className="num">{money(part.amount)}</span>
        </li>
      ))}
    </Flex>
  );
}
