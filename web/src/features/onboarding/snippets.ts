export const CLIENTS = ['http', 'openai', 'anthropic'] as const
export type Client = (typeof CLIENTS)[number]

const LANGUAGES = ['curl', 'typescript', 'python'] as const
export type Language = (typeof LANGUAGES)[number]

export const CLIENT_NAMES: Record<Client, string> = {
  http: 'Any provider',
  openai: 'OpenAI SDK',
  anthropic: 'Anthropic SDK',
}

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

const postInTypescript = ({ origin, key }: Place, provider: string) => `await fetch('${origin}/v1/events', {
  method: 'POST',
  headers: {
    authorization: 'Bearer ${key}',
    'content-type': 'application/json',
  },
  body: JSON.stringify({
    events: [
      {
        provider: '${provider}',
        model: response.model,
        feature: 'first-steps',
        usage: response.usage,
      },
    ],
  }),
})`

const postInPython = ({ origin, key }: Place, provider: string) => `requests.post(
    "${origin}/v1/events",
    headers={"authorization": "Bearer ${key}"},
    json={
        "events": [
            {
                "provider": "${provider}",
                "model": response.model,
                "feature": "first-steps",
                "usage": response.usage.model_dump(),
            }
        ]
    },
    timeout=5,
)`

const OPENAI_TYPESCRIPT = `import OpenAI from 'openai'

const response = await new OpenAI().responses.create({
  model: 'gpt-5-mini',
  input: 'Say hello.',
})
`

const OPENAI_PYTHON = `import requests
from openai import OpenAI

response = OpenAI().responses.create(model="gpt-5-mini", input="Say hello.")
`

const ANTHROPIC_TYPESCRIPT = `import Anthropic from '@anthropic-ai/sdk'

const response = await new Anthropic().messages.create({
  model: 'claude-haiku-4-5',
  max_tokens: 200,
  messages: [{ role: 'user', content: 'Say hello.' }],
})
`

const ANTHROPIC_PYTHON = `import requests
from anthropic import Anthropic

response = Anthropic().messages.create(
    model="claude-haiku-4-5",
    max_tokens=200,
    messages=[{"role": "user", "content": "Say hello."}],
)
`

const SNIPPETS: Record<Client, Partial<Record<Language, (place: Place) => string>>> = {
  http: {
    curl,
    typescript: (place) =>
      `// after a call to the model: \`response.usage\` as the SDK returned it\n${postInTypescript(place, 'openai')}`,
    python: (place) =>
      `# after a call to the model: response.usage as the SDK returned it\nimport requests\n\n${postInPython(place, 'openai')}`,
  },
  openai: {
    typescript: (place) => `${OPENAI_TYPESCRIPT}\n${postInTypescript(place, 'openai')}`,
    python: (place) => `${OPENAI_PYTHON}\n${postInPython(place, 'openai')}`,
  },
  anthropic: {
    typescript: (place) => `${ANTHROPIC_TYPESCRIPT}\n${postInTypescript(place, 'anthropic')}`,
    python: (place) => `${ANTHROPIC_PYTHON}\n${postInPython(place, 'anthropic')}`,
  },
}

export const languagesOf = (client: Client): Language[] => LANGUAGES.filter((name) => SNIPPETS[client][name])

/** What an app has to do, with the address of this server and the key filled in; undefined where there is no way. */
export const snippet = (client: Client, language: Language, origin: string, key: string) =>
  SNIPPETS[client][language]?.({ origin, key })
