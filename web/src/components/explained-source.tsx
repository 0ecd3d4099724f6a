// SPDX-License-Identifier: Apache-2.0
import { Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useMe } from '@/api/me';
import { formatInstant } from './date-time';
import { compare, formatMoney, isNegative, isZero, negated } from './decimal';
import { useItemName } from './item-name';
import { Money } from './money';
import { PurseLink } from './purse-link';

export type Explanation = Schemas['Explanation'];
type Source = Schemas['ConsideredSource'];

interface Props {
  explanation: Explanation;
  source: Source;
}

/** One source of the order: whether it paid, why or why not, its balance, and the lines it paid. */
export function ExplainedSource({ explanation, source }: Props) {
  const { t } = useTranslation('explain');
  const { currency } = explanation;
  const used = source.outcome === 'used';
  const back = explanation.direction === 'give_back';
  return (
    <>
      <Flex wrap justify="space-between" align="baseline">
        <span>
          <span style={{ marginRight: 8 }}>
            {source.place}.{' '}
            <PurseLink source={source.source} purse={source.purse} number={source.purse_number} />
          </span>
          <Tag color={used ? 'success' : 'default'}>
            {t(used && back ? 'outcome_given' : `outcome_${source.outcome}`)}
          </Tag>
        </span>
        <strong data-amount={source.amount}>
          {used ? <Money amount={source.amount} currency={currency} plain /> : '–'}
        </strong>
      </Flex>
      <div>{useReason({ explanation, source })}</div>
      <Terms source={source} />
      <Balances source={source} currency={currency} />
      {source.lines.length > 0 && <Lines explanation={explanation} source={source} back={back} />}
    </>
  );
}

/** Why it paid what it paid, or nothing, in words. */
function useReason({ explanation, source }: Props): string {
  const { t } = useTranslation('explain');
  const { account } = useMe();
  const items = useScope(source);
  const say = (amount: string | null) => formatMoney(amount ?? '0.00', explanation.currency);
  const instant = (at: string | null) => (at ? formatInstant(at, account.time_zone, true) : '');
  const { outcome, amount, eligible_amount: eligible } = source;
  switch (outcome) {
    case 'expired':
      return t('why_expired', { at: instant(source.expires_at) });
    case 'not_yet_valid':
      return t('why_not_yet_valid', { at: instant(source.valid_from) });
    case 'out_of_scope':
      return t('why_out_of_scope', { items });
    case 'min_spend_unmet':
      return t('why_min_spend_unmet', {
        min: say(source.min_spend),
        spend: say(explanation.eligible_spend),
        short: say(source.short),
      });
    case 'used':
      if (isNegative(amount)) {
        return t('given', { amount: say(negated(amount)), capacity: say(source.capacity) });
      }
      if (source.source === 'arrears') return t('used_arrears', { amount: say(amount) });
      if (source.balance_before === null) return t('used_cloud', { amount: say(amount) });
      return compare(amount, eligible) < 0
        ? t('used_part', { amount: say(amount), eligible: say(eligible) })
        : t('used_all', { amount: say(amount) });
    default:
      return t(`why_${outcome}`);
  }
}

function useScope({ items }: Source): string {
  const { t } = useTranslation('explain');
  const itemName = useItemName();
  return items?.map(itemName).join(t('comma')) ?? '';
}

/** Until when it is valid and what it may pay, where the reason does not say so. */
function Terms({ source }: { source: Source }) {
  const { t } = useTranslation('explain');
  const { account } = useMe();
  const items = useScope(source);
  const { outcome, expires_at: expires } = source;
  const terms = [
    items && outcome !== 'out_of_scope' && t('scope', { items }),
    expires && outcome !== 'expired' && t('until', { at: formatInstant(expires, account.time_zone) }),
  ].filter(Boolean);
  if (terms.length === 0) return null;
  return <Typography.Text type="secondary">{terms.join(' · ')}</Typography.Text>;
}

function Balances({ source, currency }: { source: Source; currency: string }) {
  const { t } = useTranslation('explain');
  const { balance_before: before, balance_after: after } = source;
  if (before === null || after === null) return null;
  const same = compare(before, after) === 0;
  return (
    <div data-testid="balances">
      <Typography.Text type="secondary">{t('balance')}</Typography.Text>{' '}
      <Money amount={before} currency={currency} />
      {same ? (
        <Typography.Text type="secondary"> {isZero(before) ? '' : t('unchanged')}</Typography.Text>
      ) : (
        <>
          {' → '}
          <Money amount={after} currency={currency} />
        </>
      )}
    </div>
  );
}

function Lines({ explanation, source, back }: Props & { back: boolean }) {
  const { t } = useTranslation('explain');
  const itemName = useItemName();
  const nameOf = (number: number) => {
    const line = explanation.rounding.lines.find((candidate) => candidate.line === number);
    return line ? `${number}. ${itemName(line.item)}` : `${number}.`;
  };
  return (
    <Flex
      wrap
      component="ul"
      aria-label={t(back ? 'lines_given' : 'lines_paid')}
      style={{ listStyle: 'none', margin: 0, padding: 0 }}
    >
      {source.lines.map((part) => (
        <li key={part.line} style={{ marginRight: 16 }}>
          <Typography.Text type="secondary">{nameOf(part.line)}</Typography.Text>{' '}
          <Money amount={part.amount} currency={explanation.currency} plain />
        </li>
      ))}
    </Flex>
  );
}
