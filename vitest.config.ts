import { defineConfig } from 'vitest/config'
import { byEffort } from './tests/support/effort.ts'

/** Files share their modules, which keep no state: half of the time went into reading the same code again. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], isolate: false } },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/bundle-server.ts', 'tests/support/start-postgres.ts'],
          setupFiles: ['tests/support/end-file.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: [
            'tests/support/build-web.ts',
            'tests/support/bundle-server.ts',
            'tests/support/start-postgres.ts',
          ],
          setupFiles: ['tests/support/end-file.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
          isolate: false,
          // Most of the time they wait; where time is measured, one alone.
          maxWorkers: byEffort(3, 1),
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: [
            'tests/support/build-web.ts',
            'tests/support/start-postgres.ts',
            'tests/support/make-demo.ts',
            'tests/support/unpack-browser.ts',
          ],
          setupFiles: ['tests/support/end-file.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // A page is waited for as long as Playwright's own assertions would.
          expect: { poll: { timeout: 5_000 } },
          isolate: false,
          maxWorkers: 2,
        },
      },
    ],
  },
})
