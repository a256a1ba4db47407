export const LANGUAGES = ['curl', 'typescript', 'python'] as const
export type Language = (typeof LANGUAGES)[number]

/** A call to a model in one language, and where its answer holds what an event says. */
export interface ClientCall {
  code: string
  provider: string
  model: string
  usage: string
}

const RESPONSE = { model: 'response.model', usage: 'response.usage' }
const DUMPED = { model: 'response.model', usage: 'response.usage.model_dump()' }

/** Clients of models, each as its own documentation begins. */
export const CLIENT_CALLS = {
  any: {
    typescript: {
      code: '// after a call to the model: `response.usage` as the SDK returned it',
      provider: 'openai',
      ...RESPONSE,
    },
    python: {
      code: '# after a call to the model: response.usage as the SDK returned it\nimport requests\n',
      provider: 'openai',
      ...DUMPED,
    },
  },
  openai: {
    typescript: {
      code: `import OpenAI from 'openai'

const response = await new OpenAI().responses.create({
  model: 'gpt-5-mini',
  input: 'Say hello.',
})
`,
      provider: 'openai',
      ...RESPONSE,
    },
    python: {
      code: `import requests
from openai import OpenAI

response = OpenAI().responses.create(model="gpt-5-mini", input="Say hello.")
`,
      provider: 'openai',
      ...DUMPED,
    },
  },
  anthropic: {
    typescript: {
      code: `import Anthropic from '@anthropic-ai/sdk'

const response = await new Anthropic().messages.create({
  model: 'claude-haiku-4-5',
  max_tokens: 200,
  messages: [{ role: 'user', content: 'Say hello.' }],
})
`,
      provider: 'anthropic',
      ...RESPONSE,
    },
    python: {
      code: `import requests
from anthropic import Anthropic

response = Anthropic().messages.create(
    model="claude-haiku-4-5",
    max_tokens=200,
    messages=[{"role": "user", "content": "Say hello."}],
)
`,
      provider: 'anthropic',
      ...DUMPED,
    },
  },
  gemini: {
    typescript: {
      code: `import { GoogleGenAI } from '@google/genai'

const response = await new GoogleGenAI({}).models.generateContent({
  model: 'gemini-2.5-flash',
  contents: 'Say hello.',
})
`,
      provider: 'google',
      model: 'response.modelVersion',
      usage: 'response.usageMetadata',
    },
    python: {
      code: `import requests
from google import genai

client = genai.Client()
response = client.models.generate_content(model="gemini-2.5-flash", contents="Say hello.")
`,
      provider: 'google',
      model: 'response.model_version',
      usage: 'response.usage_metadata.model_dump(mode="json")',
    },
  },
  'ai-sdk': {
    typescript: {
      code: `import { openai } from '@ai-sdk/openai'
import { generateText } from 'ai'

const { response, usage } = await generateText({
  model: openai('gpt-5-mini'),
  prompt: 'Say hello.',
})
`,
      provider: 'openai',
      model: 'response.modelId',
      usage: 'usage',
    },
  },
  langchain: {
    typescript: {
      code: `import { ChatOpenAI } from '@langchain/openai'

const message = await new ChatOpenAI({ model: 'gpt-5-mini' }).invoke('Say hello.')
`,
      provider: 'openai',
      model: 'message.response_metadata.model_name',
      usage: 'message.usage_metadata',
    },
    python: {
      code: `import requests
from langchain_openai import ChatOpenAI

message = ChatOpenAI(model="gpt-5-mini").invoke("Say hello.")
`,
      provider: 'openai',
      model: 'message.response_metadata["model_name"]',
      usage: 'message.usage_metadata',
    },
  },
} satisfies Record<string, Partial<Record<Exclude<Language, 'curl'>, ClientCall>>>

export type Client = keyof typeof CLIENT_CALLS

export const CLIENT_NAMES: Record<Client, string> = {
  any: 'Any provider',
  openai: 'OpenAI SDK',
  anthropic: 'Anthropic SDK',
  gemini: 'Gemini SDK',
  'ai-sdk': 'AI SDK',
  langchain: 'LangChain',
}
