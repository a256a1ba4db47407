/** Enough for every name in use; callers can make up names without end. */
const MAX_NAMES = 10_000

/**
 * Remembers what a provider's name for something stands for, by both as they were sent. A memory that is full forgets
 * everything: what it holds can be found again.
 */
export class NameMemory<T> {
  readonly #byProvider = new Map<string, Map<string, T>>()
  #size = 0

  /** Undefined when it was not asked before. */
  get(provider: string, name: string): T | undefined {
    return this.#byProvider.get(provider)?.get(name)
  }

  set(provider: string, name: string, value: T): void {
    if (this.#size >= MAX_NAMES) this.#clear()
    const names = this.#byProvider.get(provider)
    if (names) names.set(name, value)
    else this.#byProvider.set(provider, new Map([[name, value]]))
    this.#size += 1
  }

  #clear(): void {
    this.#byProvider.clear()
    this.#size = 0
  }
}
