import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Channel } from '#shared/api/channels.ts'
import type { Digest } from '#shared/api/digests.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { CardQuery } from '../../components/card-query.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { notify } from '../../components/notify.ts'
import { type DigestAct, DigestRow } from './digest-row.tsx'
import { digestsOptions, useDigestMutation } from './queries.ts'

const DigestDialog = lazy(async () => ({ default: (await import('./digest-dialog.tsx')).DigestDialog }))
const DigestTestDialog = lazy(async () => ({
  default: (await import('./digest-test-dialog.tsx')).DigestTestDialog,
}))

interface DigestsCardProps {
  projects: readonly Project[]
  channels: readonly Channel[]
  timeZone: string
  canEdit: boolean
}

type Open = { act: 'edit'; digest: Digest | null } | { act: 'test' | 'remove'; digest: Digest } | null

/** Summaries of weeks and months. */
export function DigestsCard({ projects, channels, timeZone, canEdit }: DigestsCardProps) {
  const digests = useQuery(digestsOptions)
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const failed = (error: Error) => notify('error', error.message)
  const pause = useDigestMutation(({ id, paused }: Digest) => api.updateDigest(id, { paused: !paused }))
  const remove = useDigestMutation((id: string) => api.removeDigest(id), close)
  const sendable = channels.filter(({ kind }) => kind === 'email' || kind === 'slack')
  const act = (digest: Digest, chosen: DigestAct) =>
    chosen === 'pause' ? pause.mutate(digest, { onError: failed }) : setOpen({ act: chosen, digest })
  return (
    <CardQuery what="Digests" query={digests} height="h-[260px]">
      {(data) => (
        <Card aria-labelledby="digests">
          <CardHead
            id="digests"
            title="Digests"
            sub="Each week or month, by e-mail or Slack, with the chart"
            actions={
              canEdit &&
              sendable.length > 0 && (
                <Button variant="primary" onClick={() => setOpen({ act: 'edit', digest: null })}>
                  <Plus aria-hidden="true" />
                  New digest
                </Button>
              )
            }
          />
          <ul className="[&>li]:border-t">
            {data.map((digest) => (
              <DigestRow
                key={digest.id}
                digest={digest}
                channels={channels}
                onAct={canEdit ? (chosen) => act(digest, chosen) : undefined}
              />
            ))}
          </ul>
          {data.length === 0 && (
            <p className="px-4 pb-4 text-fg-3 text-xs">
              None yet.{' '}
              {sendable.length === 0 && 'They go to channels of e-mail or Slack: an admin adds one first.'}
            </p>
          )}
          <Suspense>
            {open?.act === 'edit' && (
              <DigestDialog
                digest={open.digest}
                projects={projects}
                channels={sendable}
                timeZone={timeZone}
                onClose={close}
              />
            )}
            {open?.act === 'test' && <DigestTestDialog digest={open.digest} onClose={close} />}
          </Suspense>
          {open?.act === 'remove' && (
            <ConfirmDialog
              title={`Remove the digest “${open.digest.name}”?`}
              action="Remove digest"
              pending={remove.isPending}
              onConfirm={() => remove.mutate(open.digest.id, { onError: failed })}
              onClose={close}
            >
              What was sent stays with those who got it.
            </ConfirmDialog>
          )}
        </Card>
      )}
    </CardQuery>
  )
}
