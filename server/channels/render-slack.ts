import { cutText } from './cut-text.ts'
import type { Item, MessagePicture, Outgoing } from './outgoing.ts'

/** https://api.slack.com/reference/block-kit/blocks: characters of a header and of a section, lines of one section. */
const [HEADER, SECTION, LINES] = [150, 3_000, 10]

/** Blocks, and a text for notifications. What people and events have named never becomes a link or a mention. */
export function renderSlack({ title, text, facts, items, link, picture }: Outgoing): string {
  const lines =
    items.length > 0
      ? items.map(lineOf)
      : facts.map(({ label, value }) => `*${escaped(label)}:* ${escaped(value)}`)
  const parts = [
    ...(text === '' ? [] : [escaped(text)]),
    ...chunk(lines, LINES).map((part) => part.join('\n')),
  ]
  const section = (part: string) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: cutText(part, SECTION), verbatim: true },
  })
  return JSON.stringify({
    text: escaped(title),
    unfurl_links: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cutText(title, HEADER), emoji: false } },
      ...parts.map(section),
      ...(picture ? [pictureBlock(picture)] : []),
      ...(link === undefined ? [] : [section(`<${link}|Open in Spendscope>`)]),
    ],
  })
}

/** An incoming webhook takes no files: Slack fetches the picture from us. */
const pictureBlock = ({ url, alt }: MessagePicture) =>
  url === undefined
    ? context('The chart is left out: set PUBLIC_URL, so that Slack can fetch it.')
    : { type: 'image', image_url: url, alt_text: cutText(alt, 2_000) }

const context = (text: string) => ({ type: 'context', elements: [{ type: 'plain_text', text }] })

const lineOf = ({ title, link }: Item) =>
  `• ${link === undefined ? escaped(cutText(title, 200)) : `<${link}|${escaped(cutText(title, 200))}>`}`

/** https://api.slack.com/reference/surfaces/formatting#escaping; formatting marks stay as they are read. */
const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/([*_~`|])/g, '$1\u200b')

function chunk<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))
}
