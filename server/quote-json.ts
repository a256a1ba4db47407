/** A text as JSON writes it. Most texts need no escapes, and looking is quicker than escaping. */
export const quoteJson = (text: string) => (/^[\w .:/-]*$/.test(text) ? `"${text}"` : JSON.stringify(text))
