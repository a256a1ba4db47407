export const MODEL_TYPES = [
  'chat',
  'small',
  'reasoning',
  'vision',
  'embedding',
  'rerank',
  'speech-to-text',
  'text-to-speech',
  'realtime',
  'image',
  'video',
  'ocr',
  'moderation',
] as const

export type ModelType = (typeof MODEL_TYPES)[number]
