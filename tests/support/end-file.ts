import { afterAll } from 'vitest'
import { endFile } from './after-file.ts'

/** Runs before each test file: hooks that are registered first are the last ones to be called in the end. */
afterAll(endFile)
