import { spread } from '../made-events.ts'
import { both, CLAUDE, found, LOW, type MadeCase, MEDIUM, must, never, OPENAI } from './made-case.ts'

/** Caches, batches and tiers: the same requests, sent another way. */
export const TRANSPORT_CASES: MadeCase[] = [
  {
    id: 'm10-cron-at-night',
    expect: [must('batch_api', 'digest', OPENAI('gpt-4.1'), { confidenceMin: 'high' })],
    forbid: [],
    events: (draw) =>
      spread(draw, 900, {
        feature: 'digest',
        model: 'gpt-4.1',
        tokens: [3_000, 500],
        hours: [2, 4],
        noUser: true,
        tags: { trigger: 'cron' },
      }),
  },
  {
    id: 'm11-night-is-day-elsewhere',
    expect: [],
    forbid: [{ type: 'batch_api', scope: { feature: 'helpdesk-apac' }, reason: 'people wait for it' }],
    events: (draw) =>
      spread(draw, 900, { feature: 'helpdesk-apac', model: 'gpt-4.1', tokens: [3_000, 500], hours: [0, 8] }),
  },
  {
    id: 'm12-priority-without-hurry',
    expect: [must('service_tier', 'enrich', OPENAI('gpt-4o'))],
    forbid: [{ type: 'batch_api', scope: { feature: 'enrich' }, reason: 'a step at a time' }],
    events: (draw) =>
      spread(draw, 900, {
        feature: 'enrich',
        model: 'gpt-4o',
        tokens: [2_000, 300],
        noUser: true,
        tags: { serviceTier: 'priority', trigger: 'queue' },
      }),
  },
  {
    id: 'm24-written-and-never-read',
    expect: [must('cache_write_waste', 'audit', CLAUDE('claude-sonnet-4-6'), { confidenceMin: 'high' })],
    forbid: [],
    events: (draw) =>
      spread(draw, 900, {
        feature: 'audit',
        ...CLAUDE('claude-sonnet-4-6'),
        tokens: [7_000, 300],
        cacheWrite: 6_000,
      }),
  },
  {
    id: 'm42-written-every-twenty-minutes',
    // A day of 30: written once for an hour and read 29 times, instead of written 30 times for five minutes.
    expect: [found('cache_write_waste', 'contracts', CLAUDE('claude-sonnet-4-6'), ['16.9', 6])],
    forbid: [],
    events: (draw) =>
      spread(draw, 900, {
        feature: 'contracts',
        ...CLAUDE('claude-sonnet-4-6'),
        tokens: [7_000, 300],
        cacheWrite: 6_000,
      }),
  },
  {
    id: 'm43-too-short-for-haiku-too-rare-for-sonnet',
    expect: [],
    forbid: [
      never('short', 'Haiku 4.5 caches from 4,096 tokens on', 'prompt_caching'),
      never('rare', 'two requests a day', 'prompt_caching'),
    ],
    events: (draw) =>
      both(
        draw,
        [3_000, { feature: 'short', ...CLAUDE('claude-haiku-4-5'), tokens: [3_400, 200], noise: 0.02 }],
        [60, { feature: 'rare', ...CLAUDE('claude-sonnet-4-6'), tokens: [60_000, 500], noise: 0.02 }],
      ),
  },
  {
    id: 'm44-no-word-of-a-trigger',
    // 1,500 x (4,000 x 3 + 600 x 15) / 2 / 1M
    expect: [found('batch_api', 'scoring', CLAUDE('claude-sonnet-4-6'), ['15.75', 2], MEDIUM)],
    forbid: [],
    events: (draw) =>
      spread(draw, 1_500, {
        feature: 'scoring',
        task: 'scoring',
        ...CLAUDE('claude-sonnet-4-6'),
        tokens: [4_000, 600],
        noise: 0.5,
        hours: [1, 2.5],
        noUser: true,
      }),
  },
  {
    id: 'm47-a-place-that-nobody-demands',
    // A tenth of 1,500 x (900 x 3 + 1,000 x 15) / 1M
    expect: [found('residency_uplift', 'letters', CLAUDE('claude-sonnet-4-6'), ['2.655', 2], LOW)],
    forbid: [],
    events: (draw) =>
      spread(draw, 1_500, {
        feature: 'letters',
        task: 'writing',
        ...CLAUDE('claude-sonnet-4-6'),
        tokens: [900, 1_000],
        tags: { region: 'us' },
      }),
  },
  {
    id: 'm48-a-place-that-is-demanded',
    expect: [],
    forbid: [never('letters', 'a request in a hundred says that the data must stay')],
    events: (draw) =>
      spread(draw, 1_500, {
        feature: 'letters',
        task: 'writing',
        ...CLAUDE('claude-sonnet-4-6'),
        tokens: [900, 1_000],
        tags: { region: 'us' },
      }).map((event, n) =>
        n % 100 === 0 ? { ...event, tags: { ...(event.tags as object), dataResidency: 'us' } } : event,
      ),
  },
]
