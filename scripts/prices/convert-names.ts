import type { MatchLogic, ModelInfo } from '@pydantic/genai-prices'

export interface ModelNames {
  names: Set<string>
  families: Set<string>
}

/**
 * Turns the matchers of a model into exact names and families (a name plus a version). A substring matcher becomes
 * an anchored family; what cannot be anchored is dropped, because an unpriced model is better than a look-alike.
 */
export function convertNames(model: ModelInfo): ModelNames {
  const result: ModelNames = { names: new Set([model.id.toLowerCase()]), families: new Set() }
  collect(model.match, result)
  return result
}

function collect(match: MatchLogic, into: ModelNames): void {
  if ('or' in match) for (const part of match.or) collect(part, into)
  else if ('and' in match) for (const part of match.and) collect(part, into)
  else if ('equals' in match) into.names.add(match.equals.toLowerCase())
  else if ('ends_with' in match) into.names.add(match.ends_with.toLowerCase())
  else if ('starts_with' in match) addFamily(match.starts_with, into)
  else if ('contains' in match) addFamily(match.contains, into)
  else if ('regex' in match) addPattern(match.regex, into)
  else match satisfies never
}

/** `gpt-5-nano-` and `claude-sonnet-4-2025` are families cut inside their version. */
function addFamily(text: string, into: ModelNames): void {
  const family = text.toLowerCase()
  into.families.add(family.replace(/[-@]$/, ''))
  into.families.add(family.replace(/(?:-20\d\d-?|-0|[-@])$/, ''))
}

/** Patterns are a literal name, with or without a date behind it; others, such as look-aheads, are dropped. */
function addPattern(regex: string, into: ModelNames): void {
  const body = /^\^(.+?)(?:-\\d\{8\}|-\\d\{4\}-\\d\{2\}-\\d\{2\})?\$$/.exec(regex)?.[1]
  const literal = body?.replace(/\\([.[\]])/g, '$1')
  if (literal && !/[\\(){}*+?|^$]/.test(literal)) into.names.add(literal.toLowerCase())
}
