import { charge } from "../../ledger";
import type { MachineFacts } from "../../machines";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { badRequest, invalid } from "./problems";
import { SECOND_MS, type Yard } from "./yard";

const SIZES = ["hour", "day", "week", "month", "year"] as const;
type Size = (typeof SIZES)[number];
const DAY_MS = 86_400_000;

/** What each pod, and each network volume, cost in each time bucket. */
export function billingRoutes(yard: Yard): TwinRoute[] {
  return [
    { method: "GET", path: "/billing/pods", run: (call) => podBilling(yard, call) },
    { method: "GET", path: "/billing/network-volumes", run: (call) => volumeBilling(yard, call) },
  ];
}

function podBilling(yard: Yard, call: TwinCall): Answer {
  const podId = call.query.get("podId");
  const asked = readQuestion(yard, call, yard.pods.all(call.caller.account), podId);
  if ("status" in asked) return asked;
  const { window, size } = asked;
  const records = asked.costs.map(({ bucket, id, cost }) => ({
    ...range(bucket),
    podId: id,
    ...amounts(cost.compute, cost.storage),
  }));
  const total = (part: "gpuAmount" | "diskAmount") =>
    records.reduce((sum, record) => sum + BigInt(Math.round(record[part] * 1e6)), 0n);
  return json(200, {
    records,
    metadata: {
      query: { ...range(window), bucketSize: size, podId },
      recordCount: records.length,
      uniquePodCount: new Set(records.map((record) => record.podId)).size,
      totals: amounts(total("gpuAmount"), total("diskAmount")),
    },
  });
}

function volumeBilling(yard: Yard, call: TwinCall): Answer {
  const networkVolumeId = call.query.get("networkVolumeId");
  const volumes = yard.volumes.all(call.caller.account);
  const asked = readQuestion(yard, call, volumes, networkVolumeId);
  if ("status" in asked) return asked;
  const { window, size, costs } = asked;
  const records = costs.map(({ bucket, id, cost }) => ({
    ...range(bucket),
    networkVolumeId: id,
    ...storageAmounts(cost.storage),
  }));
  return json(200, {
    records,
    metadata: {
      query: { ...range(window), bucketSize: size, networkVolumeId },
      recordCount: records.length,
      uniqueNetworkVolumeCount: new Set(costs.map(({ id }) => id)).size,
      totals: storageAmounts(costs.reduce((sum, { cost }) => sum + cost.storage, 0n)),
    },
  });
}

/** The buckets of the window a caller asks about, with what each thing cost that lived in them. */
function readQuestion(yard: Yard, call: TwinCall, things: MachineFacts[], id: string | null) {
  const { query } = call;
  const size = SIZES.find((one) => one === (query.get("bucketSize") ?? "day"));
  if (!size) return invalid(["bucketSize: unknown value"]);
  const nowMs = yard.nowMs();
  const window = readWindow(query, size, nowMs);
  if ("status" in window) return window;
  const wanted = things.filter((thing) => id === null || thing.id === id);
  const costs = buckets(window, size).flatMap((bucket) =>
    wanted
      .filter(({ segments }) =>
        segments.some((part) => part.fromMs < bucket.toMs && (part.toMs ?? nowMs) > bucket.fromMs),
      )
      .map((thing) => ({
        bucket,
        id: thing.id,
        cost: charge(thing.segments, SECOND_MS, nowMs, bucket),
      })),
  );
  return { window, size, costs };
}

interface Span {
  fromMs: number;
  toMs: number;
}

function readWindow(query: URLSearchParams, size: Size, nowMs: number): Span | Answer {
  const lastN = query.get("lastN");
  const bounds = [query.get("startTime"), query.get("endTime")];
  if (lastN !== null) {
    if (bounds.some((bound) => bound !== null)) {
      return badRequest("lastN and startTime/endTime are mutually exclusive");
    }
    const count = Number(lastN);
    if (!Number.isInteger(count) || count < 1) return invalid(["lastN: must be at least 1"]);
    const toMs = next(floor(nowMs, size), size);
    let fromMs = floor(nowMs, size);
    for (let step = 1; step < count; step += 1) fromMs = floor(fromMs - 1, size);
    return { fromMs, toMs };
  }
  const [from, to] = bounds.map((bound) => (bound === null ? undefined : Date.parse(bound)));
  if (Number.isNaN(from) || Number.isNaN(to)) return invalid(["startTime or endTime: malformed"]);
  const end = to ?? nowMs;
  const toMs = floor(end, size) === end ? end : next(floor(end, size), size);
  return { fromMs: floor(from ?? nowMs - 30 * DAY_MS, size), toMs };
}

function buckets(window: Span, size: Size): Span[] {
  const found: Span[] = [];
  for (let fromMs = window.fromMs; fromMs < window.toMs; fromMs = next(fromMs, size)) {
    found.push({ fromMs, toMs: next(fromMs, size) });
  }
  return found;
}

function floor(atMs: number, size: Size): number {
  const at = new Date(atMs);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  switch (size) {
    case "hour":
      return Date.UTC(year, month, day, at.getUTCHours());
    case "day":
      return Date.UTC(year, month, day);
    case "week":
      return Date.UTC(year, month, day - ((at.getUTCDay() + 6) % 7));
    case "month":
      return Date.UTC(year, month);
    case "year":
      return Date.UTC(year, 0);
  }
}

function next(fromMs: number, size: Size): number {
  const longest: Record<Size, number> = { hour: 1 / 24, day: 1, week: 7, month: 31, year: 366 };
  return floor(fromMs + longest[size] * DAY_MS, size);
}

function range(span: Span) {
  return {
    startTime: new Date(span.fromMs).toISOString(),
    endTime: new Date(span.toMs).toISOString(),
  };
}

function amounts(compute: bigint, storage: bigint) {
  return {
    totalAmount: microsToNumber(compute + storage),
    gpuAmount: microsToNumber(compute),
    cpuAmount: 0,
    diskAmount: microsToNumber(storage),
  };
}

function storageAmounts(storage: bigint) {
  const standardAmount = microsToNumber(storage);
  return { totalAmount: standardAmount, standardAmount, highPerformanceAmount: 0 };
}
