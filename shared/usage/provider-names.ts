/** Other spellings of a provider, from telemetry conventions and client libraries, to the catalogue's id. */
const PROVIDER_ALIASES: ReadonlyMap<string, string> = new Map([
  ['aws-bedrock', 'aws'],
  ['aws.bedrock', 'aws'],
  ['aws_bedrock', 'aws'],
  ['amazon-bedrock', 'aws'],
  ['amazon_bedrock', 'aws'],
  ['bedrock', 'aws'],
  ['google-vertex', 'google'],
  ['google.vertex', 'google'],
  ['vertex.anthropic', 'google'],
  ['google_vertexai', 'google'],
  ['google_genai', 'google'],
  ['google-generative-ai', 'google'],
  ['googleai', 'google'],
  ['vertex', 'google'],
  ['vertexai', 'google'],
  ['vertex_ai', 'google'],
  ['vertex-ai', 'google'],
  ['gemini', 'google'],
  ['gcp.gemini', 'google'],
  ['gcp.gen_ai', 'google'],
  ['gcp.vertex_ai', 'google'],
  ['xai', 'x-ai'],
  ['x_ai', 'x-ai'],
  ['azure-openai', 'azure'],
  ['azure_openai', 'azure'],
  ['azure.ai.openai', 'azure'],
  ['azure.ai.inference', 'azure'],
  ['az.ai.openai', 'azure'],
  ['az.ai.inference', 'azure'],
  ['mistral_ai', 'mistral'],
  ['mistralai', 'mistral'],
  ['moonshot', 'moonshotai'],
  ['moonshot_ai', 'moonshotai'],
  ['together-ai', 'together'],
  ['together_ai', 'together'],
  ['togetherai', 'together'],
  ['fireworks-ai', 'fireworks'],
  ['fireworks_ai', 'fireworks'],
  ['voyage', 'voyageai'],
])

/** Ids that most callers use as they are: found here, a name needs no cleaning. */
const COMMON_IDS = ['openai', 'anthropic', 'deepseek', 'groq', 'cohere', 'openrouter', 'perplexity']

const CANONICAL: ReadonlyMap<string, string> = new Map([
  ...[...COMMON_IDS, ...PROVIDER_ALIASES.values()].map((id) => [id, id] as const),
  ...PROVIDER_ALIASES,
])

/** The catalogue's id of a provider as a caller spells it: trimmed, lower-cased, aliases resolved. */
export function canonicalProvider(name: string): string {
  return CANONICAL.get(name) ?? cleanName(name)
}

/** The AI SDK adds the API that it called, as in `openai.responses`. */
const CALLED_API =
  /\.(?:chat|responses|completion|messages|embedding|image|speech|transcription|generative-ai)$/

function cleanName(name: string): string {
  const clean = name.trim().toLowerCase().replace(CALLED_API, '')
  return PROVIDER_ALIASES.get(clean) ?? clean
}
