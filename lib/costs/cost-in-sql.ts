import { sql } from "@/lib/db";

type Fragment = ReturnType<typeof sql>;

const MS_PER_HOUR = sql`3600000::bigint`;

/**
 * What a stretch of use has cost in micros by the moment `until`, rounded once and half to even as
 * `costOf` does; nothing where it begins later, null where `until` is. `segment` is the name of
 * `usage_segment` in the statement. Whole hours and the rest of one are multiplied apart, which
 * keeps within 64 bits.
 */
export function costUpTo(segment: Fragment, until: Fragment): Fragment {
  const rate = sql`${segment}.rate_per_hour_micros`;
  const lasted = sql`(date_part('epoch', GREATEST(${until}, ${segment}.from_at) - ${segment}.from_at) * 1000)::bigint`;
  const started = sql`(${rate} * (${lasted} % ${MS_PER_HOUR}))`;
  const whole = sql`(${rate} * (${lasted} / ${MS_PER_HOUR}) + ${started} / ${MS_PER_HOUR})`;
  const twiceRest = sql`2 * (${started} % ${MS_PER_HOUR})`;
  const isUp = sql`${twiceRest} > ${MS_PER_HOUR} OR (${twiceRest} = ${MS_PER_HOUR} AND ${whole} % 2 = 1)`;
  return sql`(${whole} + CASE WHEN ${isUp} THEN 1 ELSE 0 END)`;
}

/** What closed stretches of use cost in micros, each rounded once, summed by the database. */
export function sumOfClosed(segment: Fragment): Fragment {
  return sql`coalesce(sum(${costUpTo(segment, sql`${segment}.to_at`)}), 0)::bigint`;
}
