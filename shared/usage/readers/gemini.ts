import type { Usage } from '#shared/usage/classes.ts'
import { type Count, minus, plus } from '#shared/usage/count.ts'
import { type CountReader, objectsIn, type RawUsage } from '#shared/usage/count-reader.ts'
import { readGrounding } from '#shared/usage/readers/gemini-grounding.ts'

/**
 * Gemini generateContent. Thoughts stand beside the candidates, which may be missing (GEM-01, GEM-02); the cached
 * count is inside the prompt (GEM-03), tool use on top of it (GEM-04); details split it by modality (GEM-05..07).
 * The live API says `response` for `candidates`. Grounding is counted by the model's own rule (GEM-08, GEM-09).
 */
export function readGemini(raw: RawUsage, counts: CountReader, model: string): Usage {
  const prompt = counts.required(raw.promptTokenCount, 'promptTokenCount')
  const toolInput = counts.optional(raw.toolUsePromptTokenCount, 'toolUsePromptTokenCount')
  const reasoning = counts.optional(raw.thoughtsTokenCount, 'thoughtsTokenCount')
  const candidates =
    counts.given(raw.candidatesTokenCount, 'candidatesTokenCount') ??
    counts.optional(raw.responseTokenCount, 'responseTokenCount')
  const sum = plus(plus(prompt, toolInput), plus(candidates, reasoning))
  const total = counts.given(raw.totalTokenCount, 'totalTokenCount') ?? sum
  if (total !== sum)
    counts.reject('total_mismatch', 'totalTokenCount', `of ${total} is not the sum of ${sum}`)

  const cached = counts.optional(raw.cachedContentTokenCount, 'cachedContentTokenCount')
  const uncached = counts.rest(prompt, cached, 'cached_exceeds_input', 'cachedContentTokenCount')
  const all = readModalities(raw.promptTokensDetails, counts, 'promptTokensDetails')
  const read =
    raw.cacheTokensDetails === undefined
      ? shareCached(cached, minus(prompt, sumOf(all)), all)
      : readModalities(raw.cacheTokensDetails, counts, 'cacheTokensDetails')
  const made = readMade(raw, counts)
  const { webSearches, groundedPrompts } = readGrounding(raw, model)
  const units = { toolInput, reasoning, webSearches, groundedPrompts }
  if (all === NONE && read === NONE && made === NONE)
    return { input: uncached, cacheRead: cached, output: candidates, ...units }
  const rest = (whole: Count, parts: Count, path: string) =>
    counts.rest(whole, parts, 'details_exceed_total', path)
  const audioInput = rest(all.audio, read.audio, 'promptTokensDetails')
  const imageInput = rest(all.image, read.image, 'promptTokensDetails')
  const videoInput = rest(all.video, read.video, 'promptTokensDetails')
  return {
    input: rest(uncached, plus(plus(audioInput, imageInput), videoInput), 'promptTokensDetails'),
    audioInput,
    imageInput,
    videoInput,
    cacheRead: rest(cached, sumOf(read), 'cacheTokensDetails'),
    audioCacheRead: read.audio,
    imageCacheRead: read.image,
    videoCacheRead: read.video,
    // Candidates that the details do not list are text (GEM-05).
    output: rest(candidates, sumOf(made), 'candidatesTokensDetails'),
    audioOutput: made.audio,
    imageOutput: made.image,
    videoOutput: made.video,
    ...units,
  }
}

function readMade(raw: RawUsage, counts: CountReader): Modalities {
  const { candidatesTokensDetails: listed } = raw
  if (Array.isArray(listed) && listed.length > 0)
    return readModalities(listed, counts, 'candidatesTokensDetails')
  return readModalities(raw.responseTokensDetails, counts, 'responseTokensDetails')
}

interface Modalities {
  audio: Count
  image: Count
  video: Count
}

const KINDS = ['audio', 'image', 'video'] as const

const NONE: Modalities = Object.freeze({ audio: 0, image: 0, video: 0 })

const sumOf = ({ audio, image, video }: Modalities) => plus(plus(audio, image), video)

/** Cached tokens that nobody split are text as far as there is text; the rest is known where only one modality is left. */
function shareCached(cached: Count, text: Count, all: Modalities): Modalities {
  const beyondText = cached > text ? minus(cached, text) : 0
  const [kind, ...others] = KINDS.filter((each) => all[each] !== 0)
  return kind && others.length === 0 && beyondText !== 0 ? { ...NONE, [kind]: beyondText } : NONE
}

/** Adds up `[{ modality, tokenCount }]`. Text and documents are the plain class, so nobody needs their sum. */
function readModalities(value: unknown, counts: CountReader, path: string): Modalities {
  const list = objectsIn(value)
  if (list.length === 0) return NONE
  let sums = NONE
  for (const [i, { modality, tokenCount }] of list.entries()) {
    const kind = String(modality).toLowerCase()
    if (kind === 'audio' || kind === 'image' || kind === 'video')
      sums = { ...sums, [kind]: plus(sums[kind], counts.optional(tokenCount, `${path}/${i}/tokenCount`)) }
  }
  return sums
}
