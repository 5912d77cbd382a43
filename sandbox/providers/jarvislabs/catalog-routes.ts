import { microsToNumber } from "../../money";
import { json } from "../../wire/answer";
import type { TwinRoute } from "../twin";
import { listingId, type Pool, pools, TEMPLATES } from "./catalog";
import { type Hall, inCurrency, paysInRupees } from "./hall";

/** What is sold, at the prices of the account, in its currency; and the templates. */
export function catalogRoutes(hall: Hall): TwinRoute[] {
  const get = (path: string, view: (account: string) => unknown): TwinRoute => ({
    method: "GET",
    path,
    run: ({ caller }) => json(200, view(caller.account)),
  });
  return [
    get("/misc/", (account) => ({ success: paysInRupees(account) })),
    get("/misc/server_meta", (account) => serverMeta(hall, account)),
    get("/misc/frameworks", () => ({
      frameworks: TEMPLATES.map((id) => ({ id, title: id })),
    })),
  ];
}

function serverMeta(hall: Hall, account: string) {
  const plan = { vcpus: 4, ram_gb: 16, price: inCurrency(0.0992, account), available: true };
  const regions = { "india-noida-01": true, "europe-01": false };
  return {
    server_meta: pools.map((pool) => poolView(hall, account, pool)),
    cpu_meta: { workload_type: "container", combinations: [{ ...plan, regions }] },
  };
}

function poolView(hall: Hall, account: string, pool: Pool) {
  const { free, effective } = leftOf(hall, account, pool);
  const price = microsToNumber(hall.market.price(listingId(pool), account));
  return {
    gpu_type: pool.gpuType,
    region: pool.region,
    num_free_devices: free,
    effective_num_free_devices: effective,
    spot_num_free_devices: free,
    price_per_hour: inCurrency(price, account),
    spot_price: pool.spotUsdPerHour === null ? null : inCurrency(pool.spotUsdPerHour, account),
    vram: pool.vram,
    cpus_per_gpu: pool.cpusPerGpu,
    ram_per_gpu: pool.ramPerGpu,
    workload_type: pool.workloadType,
    ...(pool.numGpus === null ? {} : { num_gpus: pool.numGpus }),
  };
}

/** Cards left for spot, and with those that spot users would lose for on demand. */
export function leftOf(hall: Hall, account: string, pool: Pool) {
  const effective = Math.max(0, hall.stockLeft(listingId(pool), pool.region, account));
  return { free: Math.min(pool.free, effective), effective };
}
