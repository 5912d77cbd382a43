import { requireRead, type TeamScope } from "@/lib/auth/scope";
import { clock } from "@/lib/clock";
import { bestSteps } from "@/lib/costs/best-steps";
import { CUT_DAYS, firstPlaceOf } from "@/lib/costs/fold-cells";
import { timeZoneOf } from "@/lib/costs/time-zone-of";
import type { BestPriceView, CostPeriod } from "@/lib/costs/types";
import { lastDaysIn } from "@/lib/costs/zone-days";
import { inTeam, type Tx } from "@/lib/db";
import { findGpu } from "@/lib/gpus/catalog";
import { divideHalfEven, type Micros, microsToDecimal } from "@/lib/money";
import { priceMoves } from "@/lib/prices/price-moves";
import { findProviderMeta } from "@/lib/providers/meta";
import { rememberReads } from "@/lib/remember-reads";

const MS_PER_HOUR = 3_600_000n;
const MOST_SHOWN = 5;

const kinds = ["on-demand", "spot"] as const;
type Kind = (typeof kinds)[number];

interface Span {
  readonly from: Date;
  readonly until: Date;
}

/**
 * What the machines' hours of a period would have cost at the best price of each moment: the same
 * GPU model, count and pricing model, by the price history of this world. Time of which no price is
 * known, and time in which a machine was stopped, is left out of the comparison. Nothing is claimed
 * where the own provider was the cheapest, and no hour counts as dearer than it was. The answer may
 * be some minutes old, and says so.
 */
export async function readBestPrice(scope: TeamScope, period: CostPeriod): Promise<BestPriceView> {
  requireRead(scope, "deployments.read");
  const teamId = scope.team.id;
  return remembered(`${teamId} ${period}`, () => readOf(teamId, period));
}

/** A year of many machines takes a second to compare, and nobody decides by the last minutes of it. */
const KEPT_MS = 5 * 60_000;
const remembered = rememberReads<BestPriceView>(KEPT_MS);

async function readOf(teamId: string, period: CostPeriod): Promise<BestPriceView> {
  const until = clock.now();
  const { span, whole, uses } = await inTeam(teamId, async (tx) => {
    const from = await firstMoment(tx, teamId, { period, until });
    return {
      span: { from, until },
      whole: await spentIn(tx, teamId, { from, until }),
      uses: await usesIn(tx, teamId, { from, until }),
    };
  });
  const compared = await Promise.all(uses.map((use) => compare(teamId, use, span)));
  return { at: until.toISOString(), ...toView(whole, compared.flat()) };
}

/** Where the period begins; all time begins with the first stretch of use. */
async function firstMoment(
  tx: Tx,
  teamId: string,
  { period, until }: { readonly period: CostPeriod; readonly until: Date },
): Promise<Date> {
  const days = lastDaysIn(until, await timeZoneOf(tx, teamId), CUT_DAYS);
  const known = days[firstPlaceOf(period, days) - 1]?.from;
  if (known) return known;
  const { _min } = await tx.usageSegment.aggregate({ where: { teamId }, _min: { fromAt: true } });
  return _min.fromAt ?? until;
}

async function spentIn(tx: Tx, teamId: string, { from, until }: Span): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ sum: string }[]>`
    SELECT coalesce(sum(rate_per_hour_micros * (date_part('epoch',
        LEAST(coalesce(to_at, ${until}), ${until}) - GREATEST(from_at, ${from})) * 1000)::bigint::numeric),
      0)::text AS sum
    FROM usage_segment
    WHERE team_id = ${teamId} AND from_at < ${until} AND (to_at IS NULL OR to_at > ${from})`;
  return BigInt(row?.sum ?? 0);
}

interface Used {
  readonly gpuModel: string;
  readonly kind: Kind;
}

/** Which GPU models ran, and how they were paid for. A GPU that we do not know has no price line. */
async function usesIn(tx: Tx, teamId: string, { from, until }: Span): Promise<Used[]> {
  const rows = await tx.$queryRaw<{ gpuModel: string; pricingModel: string }[]>`
    SELECT DISTINCT d.gpu_model AS "gpuModel", d.pricing_model AS "pricingModel"
    FROM deployment d WHERE d.team_id = ${teamId} AND d.gpu_model IS NOT NULL AND EXISTS (
      SELECT 1 FROM usage_segment s WHERE s.deployment_id = d.id AND s.from_at < ${until}
        AND (s.to_at IS NULL OR s.to_at > ${from}))`;
  return rows.flatMap(({ gpuModel, pricingModel }) => {
    const kind = kinds.find((one) => one === pricingModel);
    return kind ? [{ gpuModel, kind }] : [];
  });
}

/** Sums of rate times milliseconds, of one GPU model at one provider while another was the cheapest. */
interface Compared extends Used {
  readonly providerId: string;
  readonly cheapestId: string;
  readonly own: bigint;
  readonly best: bigint;
}

/** A sum of rate times milliseconds is divided once, at the end, so that nothing is rounded before. */
async function compare(
  teamId: string,
  { gpuModel, kind }: Used,
  { from, until }: Span,
): Promise<Compared[]> {
  const moves = await priceMoves(kind, until, { modelIds: [gpuModel], since: from });
  const steps = bestSteps(moves, from).filter(({ at }) => at < until);
  const cuts = [...steps.map(({ at }) => at), until];
  const prices = steps.map(({ micros }) => micros);
  const sellers = steps.map(({ providerId }) => providerId);
  const rows = await inTeam(
    teamId,
    (tx) => tx.$queryRaw<{ providerId: string; cheapestId: string; own: string; best: string }[]>`
      WITH cut AS (SELECT ${cuts}::timestamptz[] AS list, ${prices}::bigint[] AS price,
        ${sellers}::text[] AS seller),
      piece AS (
        SELECT d.provider_id, cut.seller[place] AS seller, s.rate_per_hour_micros AS own,
          CASE WHEN cut.seller[place] = d.provider_id THEN s.rate_per_hour_micros
            ELSE LEAST(s.rate_per_hour_micros, cut.price[place] * d.gpu_count) END AS best,
          (date_part('epoch', LEAST(coalesce(s.to_at, ${until}), cut.list[place + 1])
            - GREATEST(s.from_at, cut.list[place])) * 1000)::bigint::numeric AS ms
        FROM cut, usage_segment s JOIN deployment d ON d.id = s.deployment_id,
          generate_series(GREATEST(width_bucket(s.from_at, cut.list), 1),
            LEAST(width_bucket(coalesce(s.to_at, ${until}), cut.list), ${steps.length}::int)) AS place
        WHERE s.team_id = ${teamId} AND d.gpu_model = ${gpuModel} AND d.pricing_model = ${kind}
          AND s.cause <> 'stopped' AND s.from_at < ${until}
          AND (s.to_at IS NULL OR s.to_at > ${from}) AND cut.price[place] IS NOT NULL)
      SELECT provider_id AS "providerId", seller AS "cheapestId", sum(own * ms)::text AS own,
        sum(best * ms)::text AS best
      FROM piece GROUP BY provider_id, seller`,
  );
  return rows.map(({ own, best, ...row }) => ({
    ...row,
    gpuModel,
    kind,
    own: BigInt(own),
    best: BigInt(best),
  }));
}

function toView(whole: bigint, compared: readonly Compared[]): Omit<BestPriceView, "at"> {
  const sum = (read: (row: Compared) => bigint) =>
    compared.reduce((all, row) => all + read(row), 0n);
  return {
    spent: money(whole),
    compared: money(sum(({ own }) => own)),
    best: money(sum(({ best }) => best)),
    cheaper: compared
      .filter(({ own, best }) => own > best)
      .sort((a, b) => Number(b.own - b.best - (a.own - a.best)))
      .slice(0, MOST_SHOWN)
      .map(({ gpuModel, kind, providerId, cheapestId, own, best }) => ({
        gpu: findGpu(gpuModel)?.name ?? gpuModel,
        pricingModel: kind,
        provider: nameOf(providerId),
        cheaperProvider: nameOf(cheapestId),
        saving: money(own - best),
      })),
  };
}

const money = (sum: bigint): string => microsToDecimal(toMicros(sum));
const toMicros = (sum: bigint): Micros => divideHalfEven(sum, MS_PER_HOUR);
const nameOf = (id: string) => findProviderMeta(id)?.name ?? id;
