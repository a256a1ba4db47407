import type { AlertSeverity } from '#shared/api/alerts.ts'
import { cutText } from './cut-text.ts'
import type { Outgoing } from './outgoing.ts'

/** https://discord.com/developers/docs/resources/message#embed-object */
const [TITLE, DESCRIPTION, FIELDS, VALUE, LINE] = [256, 4_096, 25, 1_024, 76]

const COLOURS: Record<AlertSeverity, number> = { critical: 0xdc2626, warning: 0xd97706, info: 0x2563eb }

/** An embed. Nobody is mentioned, whatever a name says. */
export function renderDiscord({ title, text, facts, items, link, severity, at }: Outgoing): string {
  const lines = items.map((item) => `• ${escaped(cutText(item.title, LINE))}`)
  return JSON.stringify({
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: cutText(escaped(title), TITLE),
        description: cutText([escaped(text), ...lines].join('\n'), DESCRIPTION),
        color: COLOURS[severity],
        timestamp: at.toISOString(),
        ...(link !== undefined && { url: link }),
        fields: facts.slice(0, FIELDS).map(({ label, value }) => ({
          name: cutText(escaped(label), TITLE),
          value: cutText(escaped(value), VALUE),
          inline: true,
        })),
      },
    ],
  })
}

const escaped = (text: string) => text.replace(/([\\*_~`|<>[\]()#@])/g, '\\$1')
