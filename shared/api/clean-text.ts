// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/

/** Whether Postgres, logs and screens take the text unchanged: no control characters, no half of a surrogate pair. */
export const isCleanText = (text: string) => text.isWellFormed() && !CONTROL_CHARACTER.test(text)
