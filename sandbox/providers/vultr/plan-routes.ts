import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type MetalPlan, metal, type Plan, plans, regions } from "./catalog";
import { fail } from "./refusals";

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 500;
const HOURS_PER_MONTH = 730;

/** The price and region lists, which need no key. */
export function planRoutes(market: Market): TwinRoute[] {
  return [
    { method: "GET", path: "/plans", open: true, run: (call) => listPlans(market, call) },
    { method: "GET", path: "/plans-metal", open: true, run: (call) => listMetal(market, call) },
    { method: "GET", path: "/regions", open: true, run: listRegions },
    {
      method: "GET",
      path: "/regions/:id/availability",
      open: true,
      run: (call) => availability(market, call),
    },
  ];
}

function listPlans(market: Market, call: TwinCall): Answer {
  const type = call.query.get("type") ?? "all";
  const found = plans.filter((plan) => type === "all" || type === "" || plan.type === type);
  return paged(
    "plans",
    found.map((plan) => planView(market, call, plan)),
    call,
  );
}

function listMetal(market: Market, call: TwinCall): Answer {
  return paged(
    "plans_metal",
    metal.map((plan) => metalView(market, call, plan)),
    call,
  );
}

function listRegions(call: TwinCall): Answer {
  const options = ["ddos_protection", "block_storage_high_perf", "load_balancers", "kubernetes"];
  return paged(
    "regions",
    regions.map((region) => ({ ...region, options })),
    call,
  );
}

function availability(market: Market, call: TwinCall): Answer {
  const region = call.params.id ?? "";
  if (!regions.some((one) => one.id === region)) return fail(404, "Invalid location.");
  const type = call.query.get("type") ?? "all";
  const ofType = [
    ...plans.filter((plan) => type === "all" || plan.type === type),
    ...metal.filter(() => type === "all" || type === "vbm"),
  ];
  const free = ofType.filter((plan) => market.stock(plan.id, region, call.caller.account) > 0);
  return json(200, { available_plans: free.map((plan) => plan.id) });
}

function planView(market: Market, call: TwinCall, plan: Plan) {
  return { ...plan, ...costs(market, call, plan), locations: locations(market, call, plan.id) };
}

function metalView(market: Market, call: TwinCall, plan: MetalPlan) {
  const { hourly_cost_preemptible: hourly, monthly_cost_preemptible: monthly, ...rest } = plan;
  return {
    ...rest,
    physical_cpus: 2,
    cpu_count: plan.cpu_threads / 2,
    cpu_cores: plan.cpu_threads / 2,
    cpu_mhz: 2_000,
    ...costs(market, call, plan),
    ...(hourly === null
      ? {}
      : {
          hourly_cost_preemptible: hourly,
          monthly_cost_preemptible: monthly ?? hourly * HOURS_PER_MONTH,
        }),
    locations: locations(market, call, plan.id),
  };
}

function costs(
  market: Market,
  call: TwinCall,
  plan: { id: string; hourly_cost: number; monthly_cost: number },
) {
  const hourly = microsToNumber(market.price(plan.id, call.caller.account));
  const moved = hourly !== plan.hourly_cost;
  const monthly = moved ? Math.round(hourly * HOURS_PER_MONTH * 100) / 100 : plan.monthly_cost;
  return { hourly_cost: hourly, monthly_cost: monthly };
}

function locations(market: Market, call: TwinCall, id: string): string[] {
  return regions
    .filter((region) => market.stock(id, region.id, call.caller.account) > 0)
    .map((region) => region.id);
}

/** One page of a list, with cursors in `meta.links`; an empty cursor means the end. */
function paged<T>(name: string, rows: T[], call: TwinCall): Answer {
  const perPage = Number(call.query.get("per_page") ?? DEFAULT_PAGE);
  if (!Number.isInteger(perPage) || perPage < 1) return fail(400, "Invalid per_page value.");
  const size = Math.min(perPage, LARGEST_PAGE);
  const cursor = call.query.get("cursor") ?? "";
  const start = cursor === "" ? 0 : readCursor(cursor);
  if (start === undefined || start > rows.length) return fail(400, "Invalid cursor.");
  const next = start + size < rows.length ? writeCursor(start + size) : "";
  const prev = start > 0 ? writeCursor(Math.max(0, start - size)) : "";
  return json(200, {
    [name]: rows.slice(start, start + size),
    meta: { total: rows.length, links: { next, prev } },
  });
}

function writeCursor(start: number): string {
  return Buffer.from(`next__${start}`).toString("base64url");
}

function readCursor(cursor: string): number | undefined {
  const match = /^next__(\d+)$/.exec(Buffer.from(cursor, "base64url").toString("utf8"));
  return match ? Number(match[1]) : undefined;
}
