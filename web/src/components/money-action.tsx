// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Modal, Result } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayPass } from '@/api/problem';
import { ProblemAlert } from './problem-alert';
import { requestDone, requestKey } from './request-key';

interface Props<Body extends object, Answer> {
  /** Names the idempotency key that is kept until the end is known. */
  action: string;
  title: string;
  open: boolean;
  onClose: () => void;
  /** Asks what is to be done; `proceed` leads to the question. */
  form: (proceed: (body: Body) => void) => ReactNode;
  /** What is about to happen. */
  question: (body: Body) => ReactNode;
  confirm: (body: Body) => string;
  send: (body: Body, key: string) => Promise<Answer>;
  done: string;
  result: (answer: Answer) => ReactNode;
}

/** An action that moves money: what, the question whether, its result; a retry is the same request. */
export function MoneyAction<Body extends object, Answer>(props: Props<Body, Answer>) {
  const { title, open, onClose } = props;
  // Each opening begins anew, though the one before may still be fading away.
  const [opening, setOpening] = useState({ open, number: 0 });
  if (opening.open !== open) setOpening({ open, number: opening.number + (open ? 1 : 0) });
  return (
    <Modal open={open} onCancel={onClose} title={title} footer={null} destroyOnHidden>
      <Steps key={opening.number} {...props} />
    </Modal>
  );
}

function Steps<Body extends object, Answer>(props: Props<Body, Answer>) {
  const { action, onClose, form, question, confirm, done, result } = props;
  const { t } = useTranslation('actions');
  const client = useQueryClient();
  const [body, setBody] = useState<Body>();
  const send = useMutation({
    mutationFn: (asked: Body) => props.send(asked, requestKey(action, asked)),
    onSuccess: () => {
      requestDone(action);
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    },
  });
  if (send.data !== undefined) {
    return (
      <Result
        status="success"
        title={done}
        subTitle={result(send.data)}
        extra={
          <Button type="primary" onClick={onClose}>
            {t('done')}
          </Button>
        }
        style={{ padding: '16px 0' }}
      />
    );
  }
  if (!body) return form(setBody);
  const back = () => {
    send.reset();
    setBody(undefined);
  };
  const unknown = send.error !== null && mayPass(send.error);
  return (
    <>
      {question(body)}
      {send.error && <ProblemAlert error={send.error} onRetry={() => send.mutate(body)} />}
      {unknown && <Alert type="info" title={t('unknown_hint')} style={{ marginBottom: 16 }} />}
      <Flex justify="flex-end" className="row">
        <Button onClick={back} disabled={send.isPending}>
          {t('back')}
        </Button>
        {!send.error && (
          <Button type="primary" loading={send.isPending} onClick={() => send.mutate(body)}>
            {confirm(body)}
          </Button>
        )}
      </Flex>
    </>
  );
}
