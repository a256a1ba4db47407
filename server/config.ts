import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { SetupError } from './errors.ts'

const url = (protocols: RegExp) => z.url({ protocol: protocols })
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim().toLowerCase())
      .filter((part) => part !== ''),
  )

const Environment = z
  .object({
    DATABASE_URL: url(/^postgres(ql)?$/)
      .refine(isDecodable, 'has a % that is not followed by two hex digits')
      .refine(isOwnSecret, 'the password is still the one of the example')
      .optional(),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(100).default(10),
    SPENDSCOPE_DATA: z.string().min(1).default('.spendscope'),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(4600),
    PUBLIC_URL: url(/^https?$/).optional(),
    SECRET_KEY: z
      .string()
      .min(32, 'at least 32 characters; make one with: openssl rand -hex 32')
      .refine(isOwnSecret, 'still the example; make one with: openssl rand -hex 32')
      .optional(),
    MAX_SERIES_PER_PROJECT: z.coerce.number().int().min(1).max(1_000_000).default(10_000),
    METRICS_TOKEN: z
      .string()
      .min(16, 'at least 16 characters; make one with: openssl rand -hex 32')
      .refine(isOwnSecret, 'still the example; make one with: openssl rand -hex 32')
      .optional(),
    SMTP_URL: url(/^smtps?$/)
      .refine(isOwnSecret, 'the password is still the one of the example')
      .optional(),
    SMTP_FROM: z
      .string()
      .min(3)
      .max(320)
      .regex(/^[^\r\n]+$/)
      .optional(),
    ALERT_EMAIL_DOMAINS: list.pipe(
      z.array(z.string().regex(/^[a-z0-9.-]+$/, 'expected domains such as example.com')),
    ),
    ALLOWED_PRIVATE_CIDRS: list.pipe(
      z.array(z.union([z.cidrv4(), z.cidrv6()], 'expected networks such as 10.1.0.0/16')),
    ),
    PAGERDUTY_URL: url(/^https?$/).default('https://events.pagerduty.com/v2/enqueue'),
    ALERTS_PAUSED: z.enum(['0', '1']).default('0'),
    KEY_RATE_LIMIT: z.coerce.number().int().min(1).optional(),
    SHUTDOWN_DELAY_SECONDS: z.coerce.number().min(0).max(60).default(0),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  })
  .refine((values) => (values.SMTP_URL === undefined) === (values.SMTP_FROM === undefined), {
    message: 'SMTP_URL and SMTP_FROM go together',
    path: ['SMTP_FROM'],
  })

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function isOwnSecret(text: string): boolean {
  return !/change-?me/i.test(text)
}

export interface Config {
  /** Undefined: run the embedded Postgres inside the data folder. */
  databaseUrl: string | undefined
  databasePoolSize: number
  /** Absolute path; holds the embedded Postgres and the generated secret key. */
  dataFolder: string
  host: string
  port: number
  publicUrl: string | undefined
  secretKey: string | undefined
  /** Label sets that a project may have before new ones are counted as `__other__`. */
  maxSeriesPerProject: number
  /** Who sends it may read `/metrics`; undefined: only this machine may. */
  metricsToken: string | undefined
  /** Where e-mail is handed over, and from whom; undefined: none is sent. */
  smtp: { url: string; from: string } | undefined
  /** Everybody in these domains may be written to, beside members. */
  alertEmailDomains: string[]
  /** Private networks that channels may lead to, by http as well and on any port. */
  allowedPrivateCidrs: string[]
  /** Events API v2; accounts in Europe have another one. */
  pagerDutyUrl: string
  /** Messages wait, such as after a restore; only tests are sent. */
  areAlertsPaused: boolean
  /** Events or requests a second that a key without a limit of its own may send; undefined: as many as there is room for. */
  keyRateLimit: number | undefined
  /** How long a server that was asked to stop goes on serving, so that load balancers notice. */
  shutdownDelaySeconds: number
  logLevel: string
}

const SECRETS = ['DATABASE_URL', 'SECRET_KEY', 'METRICS_TOKEN', 'SMTP_URL'] as const

/**
 * Reads the environment, the only place that does so.
 * @throws SetupError that names every wrong variable at once.
 */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(withSecretFiles(environment)).filter(([, value]) => value))
  const parsed = Environment.safeParse(set)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new SetupError(`The configuration is not right:\n${lines.join('\n')}`)
  }
  const values = parsed.data
  return {
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    dataFolder: resolve(values.SPENDSCOPE_DATA),
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    secretKey: values.SECRET_KEY,
    maxSeriesPerProject: values.MAX_SERIES_PER_PROJECT,
    metricsToken: values.METRICS_TOKEN,
    smtp: values.SMTP_URL && values.SMTP_FROM ? { url: values.SMTP_URL, from: values.SMTP_FROM } : undefined,
    alertEmailDomains: values.ALERT_EMAIL_DOMAINS,
    allowedPrivateCidrs: values.ALLOWED_PRIVATE_CIDRS,
    pagerDutyUrl: values.PAGERDUTY_URL,
    areAlertsPaused: values.ALERTS_PAUSED === '1',
    keyRateLimit: values.KEY_RATE_LIMIT,
    shutdownDelaySeconds: values.SHUTDOWN_DELAY_SECONDS,
    logLevel: values.LOG_LEVEL,
  }
}

/** `SECRET_KEY_FILE=/run/secrets/key` stands for the content of that file, as container platforms hand secrets over. */
function withSecretFiles(
  environment: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const values = { ...environment }
  for (const name of SECRETS) {
    const file = environment[`${name}_FILE`]
    if (file) values[name] = readSecret(name, file)
  }
  return values
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new SetupError(`${name}_FILE: ${file} cannot be read.`, { cause: error })
  }
}
