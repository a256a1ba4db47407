import type { Usage } from '#shared/usage/classes.ts'
import { readGrounding } from '#shared/usage/readers/gemini-grounding.ts'
import { isObject, toCount, toUsage, type UsageFields } from '#shared/usage/usage-fields.ts'

/**
 * Gemini generateContent. Thoughts stand beside the candidates, which may be missing (GEM-01, GEM-02); the cached
 * count is inside the prompt (GEM-03), tool use on top of it (GEM-04); details split it by modality (GEM-05..07).
 * The live API says `response` for `candidates`. Grounding is counted by the model's own rule (GEM-08, GEM-09).
 */
export function readGemini(fields: UsageFields, raw: Record<string, unknown>, model: string): Usage {
  const prompt = fields.required('promptTokenCount')
  const toolInput = fields.optional('toolUsePromptTokenCount')
  const candidates = fields.given('candidatesTokenCount') ?? fields.optional('responseTokenCount')
  const reasoning = fields.optional('thoughtsTokenCount')
  const sum = prompt + toolInput + candidates + reasoning
  const total = fields.given('totalTokenCount') ?? sum
  if (total !== sum) fields.reject('total_mismatch', ['totalTokenCount'], `${total} is not the sum ${sum}`)
  return toUsage(
    readPrompt(fields, prompt),
    { toolInput, reasoning },
    readCandidates(fields, candidates),
    readGrounding(raw, model),
  )
}

function readPrompt(fields: UsageFields, prompt: bigint) {
  const cached = fields.optional('cachedContentTokenCount')
  const all = readModalities(fields, 'promptTokensDetails')
  const read = readModalities(fields, 'cacheTokensDetails')
  const uncached = fields.rest(prompt, [cached], {
    code: 'cached_exceeds_input',
    at: ['cachedContentTokenCount'],
  })

  const details = { code: 'details_exceed_total', at: ['promptTokensDetails'] }
  const audioInput = fields.rest(all.audio, [read.audio], details)
  const imageInput = fields.rest(all.image, [read.image], details)
  const videoInput = fields.rest(all.video, [read.video], details)
  return {
    input: fields.rest(uncached, [audioInput, imageInput, videoInput], details),
    audioInput,
    imageInput,
    videoInput,
    cacheRead: fields.rest(cached, [read.audio, read.image, read.video], {
      code: 'details_exceed_total',
      at: ['cacheTokensDetails'],
    }),
    audioCacheRead: read.audio,
    imageCacheRead: read.image,
    videoCacheRead: read.video,
  }
}

/** Candidates that the details do not list are text (GEM-05). */
function readCandidates(fields: UsageFields, candidates: bigint) {
  const name =
    fields.list('candidatesTokensDetails').length > 0 ? 'candidatesTokensDetails' : 'responseTokensDetails'
  const { audio, image, video } = readModalities(fields, name)
  return {
    output: fields.rest(candidates, [audio, image, video], {
      code: 'details_exceed_total',
      at: ['candidatesTokensDetails'],
    }),
    audioOutput: audio,
    imageOutput: image,
    videoOutput: video,
  }
}

/** Adds up `[{ modality, tokenCount }]`. Text and documents are the plain class, so nobody needs their sum. */
function readModalities(fields: UsageFields, name: string) {
  const sums = { audio: 0n, image: 0n, video: 0n }
  for (const [index, item] of fields.list(name).entries()) {
    const modality = isObject(item) ? String(item.modality).toLowerCase() : ''
    if (modality !== 'audio' && modality !== 'image' && modality !== 'video') continue
    const count = isObject(item) ? toCount(item.tokenCount ?? 0) : 0n
    if (typeof count === 'bigint') sums[modality] += count
    else
      fields.reject(
        count,
        [name, String(index), 'tokenCount'],
        'tokenCount must be a whole number of 0 or more',
      )
  }
  return sums
}
