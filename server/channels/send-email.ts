import { createTransport } from 'nodemailer'
import type { AppContext } from '#server/context.ts'
import type { MessagePicture, OpenChannel, Outcome, Outgoing } from './outgoing.ts'
import { drawPicture } from './pictures/draw-picture.ts'
import { PICTURE_ID, renderEmail } from './render-email.ts'
import { knownRecipients } from './require-target.ts'

/** Together shorter than the lease of a delivery. */
const [CONNECT_MS, SILENCE_MS, WHOLE_MS] = [10_000, 10_000, 20_000]

/** Hands one mail to the server's mail server, for those of the recipients who may still be written to. Does not reject. */
export async function sendEmail(ctx: AppContext, channel: OpenChannel, message: Outgoing): Promise<Outcome> {
  const { smtp } = ctx.config
  if (smtp === undefined) return { error: 'SMTP_URL is not set.' }
  const recipients = channel.settings.recipients ?? []
  const known = await knownRecipients(ctx, recipients)
  const to = recipients.filter((recipient) => known.has(recipient))
  if (to.length === 0) return { error: 'None of the recipients is an active member any more.', isFinal: true }
  const transport = createTransport(smtp.url, {
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as object)
  const giveUp = AbortSignal.any([AbortSignal.timeout(WHOLE_MS), ctx.outbox.giveUp])
  const close = () => transport.close()
  giveUp.addEventListener('abort', close)
  try {
    const { response, rejected } = await Promise.race([
      transport.sendMail({
        from: smtp.from,
        to,
        ...renderEmail(message),
        ...(message.picture && { attachments: [await attached(message.picture)] }),
        messageId: `<${message.id}@${senderDomain(smtp.from)}>`,
        date: message.at,
      }),
      rejectedBy(giveUp),
    ])
    const refused = rejected.length > 0 ? ` Refused: ${rejected.map(String).join(', ')}.` : ''
    return { status: statusOf(response), answer: `${response}${refused}`.slice(0, 1_000) }
  } catch (error) {
    return failure(error)
  } finally {
    giveUp.removeEventListener('abort', close)
    transport.close()
  }
}

const attached = async ({ chart }: MessagePicture) => ({
  filename: 'spend.png',
  contentType: 'image/png',
  cid: PICTURE_ID,
  content: Buffer.from(await drawPicture(chart)),
})

const senderDomain = (from: string) => /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? 'spendscope'

const statusOf = (response: string) => Number(/^\d{3}/.exec(response)?.[0]) || 250

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  )
}

/** What the mail server says of this mail is final from 500 on; what it says of us (sign-in, TLS) may be mended. */
function failure(error: unknown): Outcome {
  const { code, responseCode, response } = error as {
    code?: string
    responseCode?: number
    response?: string
  }
  if (responseCode === undefined)
    return { error: 'The mail server could not be reached, or did not answer in time.' }
  const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  return {
    status: responseCode,
    error: `The mail server answered ${responseCode}.`,
    answer: String(response).slice(0, 1_000),
    isFinal: isAboutMail && responseCode >= 500,
  }
}
