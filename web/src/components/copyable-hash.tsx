// SPDX-License-Identifier: Apache-2.0
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';

/** The beginning of a long hash; the whole of it can be copied. */
export function CopyableHash({ hash }: { hash: string }) {
  const { t } = useTranslation('common');
  return (
    <Typography.Text code copyable={{ text: hash, tooltips: [t('copy'), t('copied')] }}>
      {hash.slice(0, 12)}…
    </Typography.Text>
  );
}
