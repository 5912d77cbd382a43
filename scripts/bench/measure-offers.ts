import pg from "pg";
import { GET } from "@/app/api/v1/prices/route";
import { allGpus } from "@/lib/gpus/catalog";
import { freshIndex } from "@/lib/prices/offer-index/hold-index";
import { areas } from "@/lib/prices/types";
import { providerMetas } from "@/lib/providers/meta";

const QUESTIONS = 400;
const sizes = [10_000, 100_000] as const;

/** Numbers that look drawn by lot and are the same in every run (mulberry32). */
function lots(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const draw = lots(7);
const pick = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(draw() * list.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
};
const models = allGpus().map(({ id }) => id);
const providers = providerMetas.map(({ id }) => id);
const owner = new pg.Client({ connectionString: process.env.DATABASE_URL });
await owner.connect();

/** Made-up offers of real models and providers, all fresh. */
async function fill(from: number, to: number): Promise<void> {
  const at = new Date().toISOString();
  for (let first = from; first < to; first += 5_000) {
    const rows = Array.from({ length: Math.min(5_000, to - first) }, (_, step) => {
      const count = pick([1, 1, 1, 2, 4, 8]);
      const perGpu = 100_000 + Math.floor(draw() * 9_900_000);
      return {
        id: `off_bench${first + step}`,
        provider_id: pick(providers),
        offer_key: `bench/${first + step}`,
        instance_type: `type-${Math.floor(draw() * 500)}`,
        gpu_spelling: "bench",
        gpu_model: pick(models),
        gpu_count: count,
        max_gpu_count: count,
        is_partition: draw() < 0.05,
        gpu_memory_gb: pick([16, 24, 40, 48, 80]),
        area: pick(areas),
        region: `region-${Math.floor(draw() * 60)}`,
        pricing_model: pick(["on-demand", "on-demand", "spot"]),
        tier: pick([null, "secure", "community"]),
        price_per_hour_micros: perGpu * count,
        price_per_gpu_hour_micros: perGpu,
        native_price: "bench",
        currency: "USD",
        availability: pick(["available", "available", "limited", "unknown", "unavailable"]),
        fetched_at: at,
        observed_at: at,
      };
    });
    await owner.query(
      "INSERT INTO offer SELECT * FROM json_populate_recordset(NULL::offer, $1::json)",
      [JSON.stringify(rows)],
    );
  }
  await owner.query("UPDATE price_version SET version = version + 1");
}

/** A question nobody asked before: two to four filters, any order, any page. */
function question(): string {
  const params = new URLSearchParams();
  params.set("max", (0.5 + draw() * 9).toFixed(4));
  if (draw() < 0.6) params.set("area", [pick(areas), pick(areas)].join());
  if (draw() < 0.6) params.set("model", [pick(models), pick(models), pick(models)].join());
  if (draw() < 0.4) params.set("pricing", pick(["spot", "on-demand"]));
  if (draw() < 0.3) params.set("provider", [pick(providers), pick(providers)].join());
  if (draw() < 0.3) params.set("vram", pick(["16", "24", "48", "80"]));
  params.set("sort", pick(["price", "machine", "tflop", "gb", "vram", "newest", "value"]));
  if (draw() < 0.3) params.set("page", "2");
  return `http://127.0.0.1/api/v1/prices?${params}`;
}

/** Milliseconds of the whole answer, one at a time, in ascending order. */
async function ask(): Promise<number[]> {
  const times: number[] = [];
  for (let number = 0; number < QUESTIONS; number += 1) {
    const request = new Request(question());
    const began = performance.now();
    const answer = await GET(request);
    await answer.text();
    times.push(performance.now() - began);
  }
  return times.slice(QUESTIONS / 10).sort((one, other) => one - other);
}

const at = (times: readonly number[], share: number) =>
  times[Math.floor(share * (times.length - 1))] ?? Number.NaN;

const figures: Record<string, number> = {};
let filled = 0;
for (const size of sizes) {
  await fill(filled, size);
  filled = size;
  const began = performance.now();
  await freshIndex();
  figures[`build${size}`] = performance.now() - began;
  await ask();
  const times = await ask();
  figures[`p50_${size}`] = at(times, 0.5);
  figures[`p95_${size}`] = at(times, 0.95);
}
figures.rssMb = process.memoryUsage().rss / 1e6;

console.log(JSON.stringify(figures));
process.exit(0);
