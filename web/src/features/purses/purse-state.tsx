// SPDX-License-Identifier: Apache-2.0
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Purse } from './api';
import { STATES } from './search';

const COLORS: Record<Purse['state'], string> = {
  active: 'success',
  pending: 'processing',
  frozen: 'warning',
  used_up: 'default',
  expired: 'default',
  voided: 'default',
};

export function PurseState({ state }: { state: Purse['state'] }) {
  const { t } = useTranslation('purses');
  return <Tag color={COLORS[state]}>{t(`state_${state}`)}</Tag>;
}

/** What each state means for what can be spent. */
export function StatesExplained() {
  const { t } = useTranslation('purses');
  return (
    <dl style={{ margin: 0 }}>
      {STATES.map((state) => (
        <div key={state} style={{ marginBottom: 8 }}>
          <dt>
            <PurseState state={state} />
          </dt>
          <dd style={{ margin: '4px 0 0' }}>{t(`explain_${state}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
