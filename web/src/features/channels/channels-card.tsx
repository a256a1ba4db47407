import { useQuery } from '@tanstack/react-query'
import { Megaphone } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ChannelKind } from '#shared/api/channel-kinds.ts'
import type { Channel } from '#shared/api/channels.ts'
import { channelsOptions } from '../../api/queries.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { CardQuery } from '../../components/card-query.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { TableHead } from '../../components/table-head.tsx'
import { AddChannelMenu } from './add-channel-menu.tsx'
import { type ChannelAct, ChannelRow } from './channel-row.tsx'

const ChannelDialog = lazy(async () => ({ default: (await import('./channel-dialog.tsx')).ChannelDialog }))
const ChannelActDialog = lazy(async () => ({
  default: (await import('./channel-act-dialog.tsx')).ChannelActDialog,
}))

interface ChannelsCardProps {
  timeZone: string
  canEdit: boolean
}

const COLUMNS = [
  ['Channel', ''],
  ['Where', 'max-md:hidden'],
  ['Last message', 'max-lg:hidden'],
  ['State', ''],
] as const

type Open = { kind: ChannelKind } | { channel: Channel; act: ChannelAct } | null

/** Where alerts are sent. */
export function ChannelsCard({ timeZone, canEdit }: ChannelsCardProps) {
  const channels = useQuery(channelsOptions)
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <CardQuery what="Channels" query={channels} height="h-[260px]">
      {({ data, canSendEmail }) => (
        <Card aria-labelledby="channels">
          <CardHead
            id="channels"
            title="Channels"
            sub="The default ones get every alert that names no others"
            actions={
              canEdit && <AddChannelMenu canSendEmail={canSendEmail} onAdd={(kind) => setOpen({ kind })} />
            }
          />
          {data.length === 0 ? (
            <EmptyState icon={Megaphone} title="No channels yet">
              <p className="max-w-md text-fg-3 text-xs">
                Alerts stand in the inbox in any case. A channel takes them to where people look: Slack,
                e-mail, a pager or an app of your own.
              </p>
            </EmptyState>
          ) : (
            <table className="w-full">
              <TableHead columns={COLUMNS} hasActions={canEdit} />
              <tbody className="[&>tr+tr]:border-t">
                {data.map((channel) => (
                  <ChannelRow
                    key={channel.id}
                    channel={channel}
                    timeZone={timeZone}
                    now={Date.now()}
                    onAct={canEdit ? (act) => setOpen({ channel, act }) : undefined}
                  />
                ))}
              </tbody>
            </table>
          )}
          <Suspense>
            {open && 'kind' in open && <ChannelDialog kind={open.kind} channel={null} onClose={close} />}
            {open && 'act' in open && (
              <ChannelActDialog channel={open.channel} act={open.act} timeZone={timeZone} onClose={close} />
            )}
          </Suspense>
        </Card>
      )}
    </CardQuery>
  )
}
