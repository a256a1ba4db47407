export const LANGUAGES = ['curl', 'typescript', 'python'] as const
export type Language = (typeof LANGUAGES)[number]

export const LANGUAGE_NAMES: Record<Language, string> = {
  curl: 'curl',
  typescript: 'TypeScript',
  python: 'Python',
}

const curl = (origin: string, key: string) => `curl ${origin}/v1/events \\
  -H 'authorization: Bearer ${key}' \\
  -H 'content-type: application/json' \\
  -d '{"events":[{
    "provider": "openai",
    "model": "gpt-5-mini",
    "feature": "first-steps",
    "usage": {"input_tokens": 1200, "output_tokens": 340}
  }]}'`

const typescript = (
  origin: string,
  key: string,
) => `// after a call to the model: \`response.usage\` as the SDK returned it
await fetch('${origin}/v1/events', {
  method: 'POST',
  headers: {
    authorization: 'Bearer ${key}',
    'content-type': 'application/json',
  },
  body: JSON.stringify({
    events: [
      {
        provider: 'openai',
        model: response.model,
        feature: 'first-steps',
        usage: response.usage,
      },
    ],
  }),
})`

const python = (
  origin: string,
  key: string,
) => `# after a call to the model: response.usage as the SDK returned it
import requests

requests.post(
    "${origin}/v1/events",
    headers={"authorization": "Bearer ${key}"},
    json={
        "events": [
            {
                "provider": "openai",
                "model": response.model,
                "feature": "first-steps",
                "usage": response.usage.model_dump(),
            }
        ]
    },
    timeout=5,
)`

const SNIPPETS = { curl, typescript, python }

/** What an app has to do, with the address of this server and the key filled in. */
export const snippet = (language: Language, origin: string, key: string) => SNIPPETS[language](origin, key)
