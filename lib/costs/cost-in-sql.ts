import { sql } from "@/lib/db";

type Fragment = ReturnType<typeof sql>;

const MS_PER_HOUR = 3_600_000;

/**
 * What closed stretches of use cost in micros, each rounded once and half to even as `costOf` does,
 * summed by the database. `segment` is the name of `usage_segment` in the statement.
 */
export function sumOfClosed(segment: Fragment): Fragment {
  const milliseconds = sql`round(extract(epoch FROM ${segment}.to_at - ${segment}.from_at) * 1000)`;
  const amount = sql`${segment}.rate_per_hour_micros * greatest(0, ${milliseconds})`;
  const whole = sql`div(${amount}, ${MS_PER_HOUR}::numeric)`;
  const twiceRest = sql`2 * mod(${amount}, ${MS_PER_HOUR}::numeric)`;
  const isUp = sql`${twiceRest} > ${MS_PER_HOUR}::numeric
    OR (${twiceRest} = ${MS_PER_HOUR}::numeric AND mod(${whole}, 2) = 1)`;
  return sql`coalesce(sum(${whole} + CASE WHEN ${isUp} THEN 1 ELSE 0 END), 0)::bigint`;
}
