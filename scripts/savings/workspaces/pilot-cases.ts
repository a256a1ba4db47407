import { type Draw, type MadeEvent, type Shape, spread } from '../made-events.ts'
import { both, found, type MadeCase, must, never, OPENAI } from './made-case.ts'

/** Every `n`th prompt of the current arm is asked of the other model too, and served to nobody. */
const shadowed = (draw: Draw, events: MadeEvent[], model: string, n: number, good: number): MadeEvent[] =>
  events
    .filter((_, i) => i % n === 0)
    .map((event) => ({
      ...event,
      id: `${event.id}-s`,
      model,
      tags: { ...(event.tags as object), shadow: 'true' },
      // Right and wrong on the same prompts, but for a few either way.
      quality: draw() < 0.02 ? 1 - Number(event.quality) : Number(draw() < good ? event.quality : 0),
    }))

/** Scores of pilots: when they prove a cheaper model, and when they must not be believed. */
export const PILOT_CASES: MadeCase[] = [
  {
    id: 'm01-drifting-pilot',
    expect: [],
    forbid: [never('triage', 'the pilot gets worse and worse')],
    events: (draw) => [
      ...spread(draw, 2_000, { model: 'gpt-4o', tokens: [1_200, 120], score: () => 0.95 }),
      ...spread(draw, 600, {
        model: 'gpt-4o-mini',
        tokens: [1_200, 120],
        pilot: true,
        score: (t) => (t < 0.67 ? 0.99 : 0.86),
      }),
    ],
  },
  {
    id: 'm02-one-task-fails',
    expect: [
      must('model_downgrade', 'desk', OPENAI('gpt-4o'), {
        scope: { feature: 'desk', task: 'classification' },
        confidenceMin: 'high',
      }),
    ],
    forbid: [{ type: '*', scope: { feature: 'desk', task: 'planning' }, reason: 'planning is far worse' }],
    events: (draw) => [
      ...spread(draw, 1_500, {
        feature: 'desk',
        task: 'classification',
        model: 'gpt-4o',
        tokens: [1_000, 100],
        score: () => 0.95,
      }),
      ...spread(draw, 500, {
        feature: 'desk',
        task: 'planning',
        model: 'gpt-4o',
        tokens: [1_000, 100],
        score: () => 0.85,
      }),
      ...spread(draw, 900, {
        feature: 'desk',
        task: 'classification',
        model: 'gpt-4o-mini',
        tokens: [1_000, 100],
        pilot: true,
        score: () => 0.96,
      }),
      ...spread(draw, 150, {
        feature: 'desk',
        task: 'planning',
        model: 'gpt-4o-mini',
        tokens: [1_000, 100],
        pilot: true,
        score: () => 0.6,
      }),
    ],
  },
  {
    id: 'm03-dying-candidate',
    expect: [],
    forbid: [never('triage', 'gpt-4.1-nano stops on 2026-10-23')],
    events: (draw) => [
      ...spread(draw, 2_000, { model: 'gpt-4.1-mini', tokens: [5_000, 200], score: () => 0.95 }),
      ...spread(draw, 500, { model: 'gpt-4.1-nano', tokens: [5_000, 200], pilot: true, score: () => 0.95 }),
    ],
  },
  {
    id: 'm04-retired-feature',
    expect: [],
    forbid: [never('triage', 'no requests for ten days')],
    events: (draw) => [
      ...spread(draw, 2_000, { model: 'gpt-4o', tokens: [1_200, 120], score: () => 0.95, until: 0.66 }),
      ...spread(draw, 500, {
        model: 'gpt-4o-mini',
        tokens: [1_200, 120],
        pilot: true,
        score: () => 0.95,
        until: 0.66,
      }),
    ],
  },
  {
    id: 'm07-broken-grader',
    expect: [must('measurement_warning', 'triage', OPENAI('gpt-4o'))],
    forbid: [
      {
        type: 'model_downgrade',
        scope: { feature: 'triage' },
        reason: 'both are scored 0.05: nothing is compared',
      },
    ],
    events: (draw) => [
      ...spread(draw, 2_000, { model: 'gpt-4o', tokens: [1_200, 120], score: () => 0.05 }),
      ...spread(draw, 600, { model: 'gpt-4o-mini', tokens: [1_200, 120], pilot: true, score: () => 0.05 }),
    ],
  },
  {
    id: 'm27-easier-traffic-in-the-pilot',
    // 600 x (3,000 x 2.35 + 200 x 9.40) / 1M
    expect: [
      found('model_downgrade', 'desk', OPENAI('gpt-4o'), ['5.358', 2], {
        scope: { feature: 'desk', task: 'easy' },
      }),
    ],
    forbid: [
      { type: 'model_downgrade', scope: { feature: 'desk', task: 'hard' }, reason: 'far worse on 25 of 25' },
    ],
    events: (draw) => {
      const of = (task: string, model: string, good: number, pilot = false): Shape => ({
        feature: 'desk',
        task,
        model,
        tokens: [3_000, 200],
        score: () => good,
        pilot,
      })
      return [
        ...both(draw, [600, of('easy', 'gpt-4o', 0.97)], [1_400, of('hard', 'gpt-4o', 0.9)]),
        ...both(
          draw,
          [560, of('easy', 'gpt-4o-mini', 0.97, true)],
          [25, of('hard', 'gpt-4o-mini', 0.4, true)],
        ),
      ]
    },
  },
  {
    id: 'm31-a-short-pilot-that-drifts',
    expect: [],
    forbid: [never('triage', 'the last hundred are far worse', 'model_downgrade')],
    events: (draw) =>
      both(
        draw,
        [2_000, { model: 'gpt-4o', tokens: [1_200, 120], score: () => 0.95 }],
        [
          300,
          {
            model: 'gpt-4o-mini',
            tokens: [1_200, 120],
            pilot: true,
            score: (t) => (t < 0.66 ? 0.98 : 0.86),
          },
        ],
      ),
  },
  {
    id: 'm32-held-back-for-comparison',
    // 1,900 x (8,000 x 2.35 + 200 x 9.40) / 1M
    expect: [
      found('realised_savings', 'faq', OPENAI('gpt-4o'), ['39.292', 2], { to: OPENAI('gpt-4o-mini') }),
    ],
    forbid: [never('faq', 'done: what is left is the control arm', 'model_downgrade')],
    events: (draw) => {
      const of = (model: string, tags: Record<string, string>): Shape => ({
        feature: 'faq',
        model,
        tokens: [8_000, 200],
        score: () => 0.95,
        tags,
      })
      return both(
        draw,
        [1_900, of('gpt-4o-mini', { routedFrom: 'gpt-4o' })],
        [100, of('gpt-4o', { experiment: 'control' })],
      )
    },
  },
  {
    id: 'm33-tested-and-worse-in-staging',
    expect: [],
    forbid: [never('labels', 'worse where it was tested', 'model_downgrade')],
    events: (draw) =>
      both(
        draw,
        [2_000, { feature: 'labels', model: 'gpt-4o', tokens: [2_000, 6], score: () => 0.95 }],
        [
          300,
          {
            feature: 'labels',
            environment: 'staging',
            model: 'gpt-4o-mini',
            tokens: [2_000, 6],
            pilot: true,
            score: () => 0.7,
          },
        ],
      ),
  },
  {
    id: 'm34-a-broken-grader-and-no-pilot',
    expect: [
      {
        type: 'measurement_warning',
        scope: { feature: 'labels' },
        from: OPENAI('gpt-4o'),
        confidenceMin: 'low',
        confidenceMax: 'high',
      },
    ],
    forbid: [never('labels', 'nothing can be compared by such scores', 'model_downgrade')],
    events: (draw) =>
      spread(draw, 2_000, { feature: 'labels', model: 'gpt-4o', tokens: [2_000, 6], score: () => 0.06 }),
  },
  {
    id: 'm40-proven-by-pairs',
    // 1,500 x (2,000 x 2.35 + 100 x 9.40) / 1M
    expect: [found('model_downgrade', 'extract', OPENAI('gpt-4o'), ['8.46', 2])],
    forbid: [],
    events: (draw) => {
      const current = spread(draw, 1_500, {
        feature: 'extract',
        task: 'extraction',
        model: 'gpt-4o',
        tokens: [2_000, 100],
        score: () => 0.7,
      })
      return [...current, ...shadowed(draw, current, 'gpt-4o-mini', 5, 1)]
    },
  },
]
