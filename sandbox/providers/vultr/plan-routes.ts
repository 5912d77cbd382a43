import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type MetalPlan, metal, type Plan, plans, regions } from "./catalog";
import { paged } from "./paged";
import { fail } from "./refusals";

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
