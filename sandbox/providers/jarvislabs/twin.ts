import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import { priceTwin } from "../price-twin";
import type { Twin, TwinCall, World } from "../twin";
import { listingId, listings, type Pool, pools, rupeesPerDollar } from "./catalog";

/** The account that pays in India, and so sees every price in rupees. */
const INDIAN_ACCOUNT = "t-india";

/** JarvisLabs: pools of cards per region, priced per GPU in the account's currency. */
export function jarvislabsTwin(world: World): Twin {
  return priceTwin(world, {
    id: "jarvislabs",
    title: "JarvisLabs",
    mount: "/jarvislabs",
    listings,
    routes: (market) => [
      { method: "GET", path: "/misc/", run: (call) => json(200, { success: paysInRupees(call) }) },
      { method: "GET", path: "/misc/server_meta", run: (call) => serverMeta(market, call) },
    ],
    refusals: jsonRefusals((_status, detail) => ({ detail })),
  });
}

function paysInRupees(call: TwinCall): boolean {
  return call.caller.account === INDIAN_ACCOUNT;
}

function serverMeta(market: Market, call: TwinCall) {
  const plan = { vcpus: 4, ram_gb: 16, price: inCurrency(0.0992, call), available: true };
  const regions = { "india-noida-01": true, "europe-01": false };
  return json(200, {
    server_meta: pools.map((pool) => poolView(market, call, pool)),
    cpu_meta: { workload_type: "container", combinations: [{ ...plan, regions }] },
  });
}

function poolView(market: Market, call: TwinCall, pool: Pool) {
  const { account } = call.caller;
  const effective = market.stock(listingId(pool), pool.region, account);
  const free = Math.min(pool.free, effective);
  return {
    gpu_type: pool.gpuType,
    region: pool.region,
    num_free_devices: free,
    effective_num_free_devices: effective,
    spot_num_free_devices: free,
    price_per_hour: inCurrency(microsToNumber(market.price(listingId(pool), account)), call),
    spot_price: pool.spotUsdPerHour === null ? null : inCurrency(pool.spotUsdPerHour, call),
    vram: pool.vram,
    cpus_per_gpu: pool.cpusPerGpu,
    ram_per_gpu: pool.ramPerGpu,
    workload_type: pool.workloadType,
    ...(pool.numGpus === null ? {} : { num_gpus: pool.numGpus }),
  };
}

function inCurrency(usd: number, call: TwinCall): number {
  return paysInRupees(call) ? Math.round(usd * rupeesPerDollar * 100) / 100 : usd;
}
