import { defineConfig } from 'drizzle-kit'

/** `npm run migration -- --name what-it-does` writes the SQL; nothing is applied by drizzle-kit. */
export default defineConfig({ dialect: 'postgresql', schema: './server/db/schema/*.ts', out: './migrations' })
