import type { SpendOverTime } from '#shared/api/spend.ts'
import { type Grouping, recentSql, type SpendAnswer, spendSql } from './spend-sql.ts'

/** Something that the dashboard asks. Requests that a page sends together are one question. */
export interface Question {
  name: string
  requests: readonly Request[]
}

export interface Request {
  path: string
  /** The same question for DuckDB. Ranges are taken from the answer, whose zone arithmetic is Postgres's. */
  toSql(answer: never): string
}

interface Asked extends Grouping {
  range: string
  timeZone?: string
  compare?: 'previous' | 'none'
}

/** What the pages ask, and what a person then narrows down. A new endpoint is a new line here. */
export const QUESTIONS: readonly Question[] = [
  one('over_time_model_24h', overTime({ groupBy: 'model', range: '24h' })),
  one('over_time_model_30d', overTime({ groupBy: 'model', range: '30d' })),
  one('over_time_model_90d', overTime({ groupBy: 'model', range: '90d' })),
  one('over_time_model_30d_compared', overTime({ groupBy: 'model', range: '30d', compare: 'previous' })),
  one('over_time_model_30d_berlin', overTime({ groupBy: 'model', range: '30d', timeZone: 'Europe/Berlin' })),
  one(
    'over_time_model_90d_kathmandu',
    overTime({ groupBy: 'model', range: '90d', timeZone: 'Asia/Kathmandu' }),
  ),
  one('by_feature_30d', by({ groupBy: 'feature', range: '30d' })),
  one('by_feature_30d_compared', by({ groupBy: 'feature', range: '30d', compare: 'previous' })),
  one('by_user_30d', by({ groupBy: 'user', range: '30d' })),
  one('by_user_30d_compared', by({ groupBy: 'user', range: '30d', compare: 'previous' })),
  one('by_team_30d', by({ groupBy: 'team', range: '30d' })),
  one('by_team_90d_kathmandu', by({ groupBy: 'team', range: '90d', timeZone: 'Asia/Kathmandu' })),
  one('by_feature_of_one_team_30d', by({ groupBy: 'feature', range: '30d', filters: { team: 'team-3' } })),
  one('by_feature_of_one_team_90d', by({ groupBy: 'feature', range: '90d', filters: { team: 'team-3' } })),
  one(
    'over_time_model_of_one_feature_90d',
    overTime({ groupBy: 'model', range: '90d', filters: { feature: 'feature-7' } }),
  ),
  one(
    'over_time_model_of_one_feature_30d_berlin',
    overTime({
      groupBy: 'model',
      range: '30d',
      timeZone: 'Europe/Berlin',
      filters: { feature: 'feature-7' },
    }),
  ),
  one(
    'over_time_model_of_one_feature_24h',
    overTime({ groupBy: 'model', range: '24h', filters: { feature: 'feature-7' } }),
  ),
  one('recent_events', { path: '/v1/events/recent?limit=50', toSql: recentSql }),
  overview('overview_30d', 'UTC'),
  overview('overview_30d_berlin', 'Europe/Berlin'),
]

function one(name: string, request: Request): Question {
  return { name, requests: [request] }
}

/** The sums that the Overview page loads at once: its chart with the table, and the cards of features and users. */
function overview(name: string, timeZone: string): Question {
  const view = { range: '30d', timeZone, compare: 'previous' } as const
  const requests = ['model', 'feature'].flatMap((groupBy) => [
    by({ ...view, groupBy }),
    overTime({ ...view, groupBy }),
  ])
  return { name, requests: [...requests, by({ ...view, groupBy: 'user' })] }
}

function by(asked: Asked): Request {
  return {
    path: `/v1/spend/by?${toQuery(asked)}`,
    toSql: (answer: SpendAnswer) => spendSql(asked, answer),
  }
}

const BUCKET_SECONDS = { hour: 3_600, day: 86_400, week: 604_800, month: 2_629_746 }

function overTime(asked: Asked): Request {
  return {
    path: `/v1/spend/over-time?${toQuery(asked)}`,
    toSql: (answer: SpendOverTime) => spendSql(asked, answer, BUCKET_SECONDS[answer.bucket]),
  }
}

function toQuery({ groupBy, range, timeZone = 'UTC', compare = 'none', filters }: Asked): URLSearchParams {
  return new URLSearchParams({ groupBy, range, timeZone, compare, limit: '7', ...filters })
}
