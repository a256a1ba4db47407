import type { z } from 'zod'
import type { CreateChannel, UpdateChannel } from '#shared/api/channels.ts'

/** Before the server has filled in what was left out. */
export type NewChannel = z.input<typeof CreateChannel>
export type ChannelChange = z.input<typeof UpdateChannel>
