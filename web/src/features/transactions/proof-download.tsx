// SPDX-License-Identifier: Apache-2.0
import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { ProblemAlert } from '@/components/problem-alert';
import { saveFile } from '@/components/save-file';
import { proofOf } from './api';

/** What is needed to check an entry, as a file. */
export function ProofDownload({ seq }: { seq: number }) {
  const { t } = useTranslation('transactions');
  const { account } = useMe();
  const download = useMutation({
    mutationFn: () => proofOf(`${seq}`),
    onSuccess: (proof) =>
      saveFile(
        `proof-${account.account}-${seq}.json`,
        'application/json',
        `${JSON.stringify(proof, null, 2)}\n`,
      ),
  });
  const state = download.data?.state;
  return (
    <>
      <Typography.Paragraph type="secondary">{t('proof_hint')}</Typography.Paragraph>
      {state && state !== 'anchored' && (
        <Alert type="info" showIcon title={t(`proof_${state}`)} style={{ marginBottom: 12 }} />
      )}
      {download.error && <ProblemAlert error={download.error} onRetry={() => download.mutate()} />}
      <Button
        icon={<DownloadOutlined aria-hidden />}
        disabled={download.isPending}
        onClick={() => download.mutate()}
      >
        {t('download_proof')}
      </Button>
    </>
  );
}
