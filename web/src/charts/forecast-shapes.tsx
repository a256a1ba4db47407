import { Area, Line } from 'recharts'

/** What is expected of the days to come: dashed, in the band that it will likely end in. */
export function ForecastShapes() {
  return (
    <>
      <Area
        className="forecast-band"
        dataKey="band"
        type="linear"
        stroke="none"
        fill="var(--accent)"
        fillOpacity={0.1}
        activeDot={false}
        isAnimationActive={false}
      />
      <Line
        className="forecast"
        dataKey="forecast"
        type="linear"
        stroke="var(--accent)"
        strokeWidth={1.75}
        strokeDasharray="3 3"
        dot={false}
        activeDot={{ r: 3, fill: 'var(--accent)', stroke: 'var(--surface)' }}
        isAnimationActive={false}
      />
    </>
  )
}
