import { CLIENT_CALLS, type Client, type ClientCall, LANGUAGES, type Language } from './client-calls.ts'

export const LANGUAGE_NAMES: Record<Language, string> = {
  curl: 'curl',
  typescript: 'TypeScript',
  python: 'Python',
}

interface Place {
  origin: string
  key: string
}

const curl = ({ origin, key }: Place) => `curl ${origin}/v1/events \\
  -H 'authorization: Bearer ${key}' \\
  -H 'content-type: application/json' \\
  -d '{"events":[{
    "provider": "openai",
    "model": "gpt-5-mini",
    "feature": "first-steps",
    "usage": {"input_tokens": 1200, "output_tokens": 340}
  }]}'`

const typescript = ({ origin, key }: Place, { code, provider, model, usage }: ClientCall) => `${code}
await fetch('${origin}/v1/events', {
  method: 'POST',
  headers: {
    authorization: 'Bearer ${key}',
    'content-type': 'application/json',
  },
  body: JSON.stringify({
    events: [
      {
        provider: '${provider}',
        model: ${model},
        feature: 'first-steps',
        usage${usage === 'usage' ? '' : `: ${usage}`},
      },
    ],
  }),
})`

const python = ({ origin, key }: Place, { code, provider, model, usage }: ClientCall) => `${code}
requests.post(
    "${origin}/v1/events",
    headers={"authorization": "Bearer ${key}"},
    json={
        "events": [
            {
                "provider": "${provider}",
                "model": ${model},
                "feature": "first-steps",
                "usage": ${usage},
            }
        ]
    },
    timeout=5,
)`

const POSTS = { typescript, python }

const callOf = (client: Client, language: keyof typeof POSTS): ClientCall | undefined => {
  const calls: Partial<Record<keyof typeof POSTS, ClientCall>> = CLIENT_CALLS[client]
  return calls[language]
}

export const languagesOf = (client: Client): Language[] =>
  LANGUAGES.filter((language) =>
    language === 'curl' ? client === 'any' : callOf(client, language) !== undefined,
  )

/** What an app has to do, with the address of this server and the key filled in; undefined where there is no way. */
export function snippet(client: Client, language: Language, origin: string, key: string): string | undefined {
  const place = { origin, key }
  if (language === 'curl') return curl(place)
  const call = callOf(client, language)
  return call && POSTS[language](place, call)
}
