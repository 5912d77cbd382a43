import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { refreshProvider } from "@/lib/prices/refresh-provider";
import { median } from "./report";

const PLANS = 5_000;
const ROUNDS = 5;
const MINUTE_MS = 60_000;

let round = 0;

/** Vultr's price list with many plans, every price moved in every round. */
const peer = createServer((request, response) => {
  const isPlans = request.url?.startsWith("/v2/plans?") ?? false;
  const isMetal = request.url?.startsWith("/v2/plans-metal") ?? false;
  const meta = { total: 0, links: { next: "", prev: "" } };
  const body = isPlans
    ? { plans: Array.from({ length: PLANS }, (_, index) => plan(index)), meta }
    : isMetal
      ? { plans_metal: [], meta }
      : {
          regions: [{ id: "ewr", city: "New Jersey", country: "US", continent: "North America" }],
          meta,
        };
  response.setHeader("content-type", "application/json").end(JSON.stringify(body));
});

function plan(index: number) {
  return {
    id: `vcg-a100-${index}c-120g-80vram`,
    vcpu_count: 12,
    ram: 122_880,
    disk: 1_400,
    disk_count: 1,
    bandwidth: 10_240,
    monthly_cost: 1_750,
    hourly_cost: 2 + ((index + round * 7) % 1_000) / 1_000,
    type: "vcg",
    locations: ["ewr"],
    gpu_vram_gb: 80,
    gpu_type: "NVIDIA_A100",
  };
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

await new Promise<void>((resolve) => peer.listen(0, "127.0.0.1", resolve));
const { port } = peer.address() as AddressInfo;
process.env.PROVIDER_URLS = JSON.stringify({ vultr: `http://127.0.0.1:${port}/v2` });
const owner = new pg.Client({ connectionString: process.env.DATABASE_URL });
await owner.connect();
await owner.query("CREATE TABLE offer_copy (LIKE offer INCLUDING ALL)");
const { rows: settings } = await owner.query("SHOW data_directory");
const file = `${settings[0].data_directory}/offer-rows`;

const began = Date.now();
const refreshes: number[] = [];
const copies: number[] = [];
for (; round <= ROUNDS; round += 1) {
  const now = new Date(began + round * 30 * MINUTE_MS);
  const refreshMs = await milliseconds(async () => {
    const result = await refreshProvider("vultr", { now });
    if (result.kind !== "saved" || result.offers !== PLANS) throw new Error(JSON.stringify(result));
  });
  await owner.query(`COPY offer TO '${file}'`);
  await owner.query("TRUNCATE offer_copy");
  const copyMs = await milliseconds(() => owner.query(`COPY offer_copy FROM '${file}'`));
  // The first round fills the table; the rounds that count change every row of it.
  if (round > 0) {
    refreshes.push(refreshMs);
    copies.push(copyMs);
  }
}
console.log(JSON.stringify({ rows: PLANS, refreshMs: median(refreshes), copyMs: median(copies) }));
process.exit(0);
