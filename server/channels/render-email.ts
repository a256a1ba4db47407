import type { Outgoing } from './outgoing.ts'

export interface Email {
  subject: string
  text: string
  html: string
}

/** The picture that is a part of a mail; of others, such as a server's, mail programs show none. */
export const PICTURE_ID = 'spend@spendscope'

/** Plain text and HTML of the same words, without addresses of others. */
export function renderEmail({ title, text, facts, items, link, picture }: Outgoing): Email {
  const lines = [
    ...(text === '' ? [] : [text, '']),
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...items.map((item) => `- ${item.title}${item.link === undefined ? '' : `\n  ${item.link}`}`),
    ...(link === undefined ? [] : ['', link]),
  ]
  return {
    subject: oneLine(title),
    text: `${lines.join('\n')}\n`,
    html: html({ title, text, facts, items, link, picture }),
  }
}

const CELL = 'padding:2px 16px 2px 0;vertical-align:top'

function html({
  title,
  text,
  facts,
  items,
  link,
  picture,
}: Pick<Outgoing, 'title' | 'text' | 'facts' | 'items' | 'link' | 'picture'>): string {
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><td style="${CELL};color:#64748b">${escaped(label)}</td><td style="${CELL}">${escaped(value)}</td></tr>`,
  )
  const list = items.map((item) => `<li>${linked(item.title, item.link)}</li>`)
  return [
    '<div style="font:15px/1.5 system-ui,sans-serif;max-width:640px">',
    `<h1 style="font-size:18px">${escaped(title)}</h1>`,
    text === '' ? '' : `<p>${escaped(text)}</p>`,
    picture
      ? `<img src="cid:${PICTURE_ID}" width="640" style="max-width:100%" alt="${escaped(picture.alt)}">`
      : '',
    rows.length === 0 ? '' : `<table style="border-collapse:collapse">${rows.join('')}</table>`,
    list.length === 0 ? '' : `<ul style="padding-left:20px">${list.join('')}</ul>`,
    link === undefined ? '' : `<p>${linked('Open in Spendscope', link)}</p>`,
    '</div>',
  ].join('')
}

const linked = (text: string, link: string | undefined) =>
  link === undefined ? escaped(text) : `<a href="${escaped(link)}">${escaped(text)}</a>`

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)

/** A header of a mail is one line, whatever a name holds. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
