import type { AlertSeverity } from '#shared/api/alerts.ts'
import { cutText } from './cut-text.ts'
import type { Outgoing } from './outgoing.ts'

const [TITLE, TEXT] = [300, 5_000]

const COLOURS: Record<AlertSeverity, string> = { critical: 'attention', warning: 'warning', info: 'accent' }

/** An adaptive card in the envelope that a Teams workflow takes: https://adaptivecards.io/explorer */
export function renderTeams({ title, text, facts, items, link, severity }: Outgoing): string {
  const block = (content: string, more = {}) => ({
    type: 'TextBlock',
    text: escaped(content),
    wrap: true,
    ...more,
  })
  const card = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body: [
      block(cutText(title, TITLE), { weight: 'bolder', size: 'medium', color: COLOURS[severity] }),
      ...(text === '' ? [] : [block(cutText(text, TEXT))]),
      ...(facts.length === 0
        ? []
        : [
            {
              type: 'FactSet',
              facts: facts.map(({ label, value }) => ({ title: escaped(label), value: escaped(value) })),
            },
          ]),
      ...items.map((item) => block(`• ${cutText(item.title, TITLE)}`, { spacing: 'small' })),
    ],
    ...(link !== undefined && {
      actions: [{ type: 'Action.OpenUrl', title: 'Open in Spendscope', url: link }],
    }),
  }
  return JSON.stringify({
    type: 'message',
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card },
    ],
  })
}

/** Text blocks read Markdown. */
const escaped = (text: string) => text.replace(/([\\*_~`[\]()<>#])/g, '\\$1')
