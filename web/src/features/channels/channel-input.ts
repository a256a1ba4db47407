import type { ChannelKind } from '#shared/api/channel-kinds.ts'
import type { ChannelChange, NewChannel } from '../../api/channel-input.ts'

interface ChannelTexts {
  kind: ChannelKind
  name: string
  isDefault: boolean
  /** Address, recipients or key, as it was typed. */
  target: string
}

const toRecipients = (text: string) => text.split(/[\s,;]+/).filter((part) => part !== '')

export function newChannel({ kind, name, isDefault, target }: ChannelTexts): NewChannel {
  const common = { name, isDefault }
  switch (kind) {
    case 'webhook':
      return { kind, ...common, url: target }
    case 'email':
      return { kind, ...common, recipients: toRecipients(target) }
    case 'pagerduty':
      return { kind, ...common, routingKey: target }
    case 'slack':
    case 'teams':
    case 'discord':
      return { kind, ...common, webhookUrl: target }
    default:
      return kind satisfies never
  }
}

/** A secret that was left empty stays. */
export function changeOf(texts: ChannelTexts): ChannelChange {
  const { kind: _, ...rest } = newChannel(texts)
  return texts.target === '' ? { name: texts.name, isDefault: texts.isDefault } : rest
}
