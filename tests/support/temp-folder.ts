import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder that other users may enter, as a clone is: Postgres does not run as root. */
export function makeTempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spendscope-test-'))
  chmodSync(folder, 0o755)
  return folder
}
