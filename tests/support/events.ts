import { randomUUID } from 'node:crypto'

/** A valid event that costs exactly 0.005615 USD: 86 x 2.50 + 1,920 x 1.25 + 300 x 10.00 per million. */
export function chatEvent(overrides: Record<string, unknown> = {}) {
  return {
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    provider: 'openai',
    model: 'gpt-4o',
    usage: {
      prompt_tokens: 2006,
      completion_tokens: 300,
      total_tokens: 2306,
      prompt_tokens_details: { cached_tokens: 1920 },
    },
    ...overrides,
  }
}

export const CHAT_EVENT_USD = '0.005615'
