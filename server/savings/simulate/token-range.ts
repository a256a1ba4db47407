/** How many tokens another model takes for one of this one. */
export interface TokenFactors {
  prompt: number
  output: number
}
