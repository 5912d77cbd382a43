import { findGpu, variantsOf } from "../../lib/gpus/catalog";
import { normalizeGpu, type Partition } from "../../lib/gpus/normalize-gpu";
import { microsFromDecimal } from "../../lib/money";
import type { CsvRow } from "./csv";
import { flawOf, medianOf, type Pricing } from "./flaws";
import { sourceIndexOf } from "./sources";

const mostOffers = 3_000;
/** Older rows are of offers long gone: their sellers closed or renamed everything. */
const firstDay = "2025-01-01";

export interface Offer {
  provider: string;
  spelling: string;
  modelId: string | null;
  family: string;
  partition: Partition["kind"] | null;
  gpuCount: number;
  gpuMemoryGb: number | null;
  vcpu: number | null;
  ramGib: number | null;
  diskGib: number | null;
  region: string;
  offerName: string;
  tier: string;
  pricing: Pricing;
  priceMicros: number;
  observedOn: string;
  source: number;
}

/**
 * At most 3,000 of the collected rows: without the known flaws, without a count, without prices
 * only one source believes in; the newest (then cheapest) per provider, model, count, region,
 * pricing model and tier; no second, vaguer telling of the same price. What is too much are the
 * dearest regions of those who sell the same in most regions.
 */
export function chooseOffers(rows: readonly CsvRow[]): Offer[] {
  const offers = believable(rows.flatMap(offersOf));
  const newest = new Map<string, Offer>();
  for (const offer of offers.sort(newestThenCheapest)) {
    const key = keyOf(offer);
    if (!newest.has(key)) newest.set(key, offer);
  }
  const clear = withoutVagueDoubles([...newest.values()]);
  return cheapestRegionsFirst(clear).slice(0, mostOffers).sort(byPlace);
}

function cheapestRegionsFirst(offers: readonly Offer[]): Offer[] {
  const sameElsewhere = Map.groupBy(offers, (offer) => keyOf({ ...offer, region: "" }));
  const ranked = [...sameElsewhere.values()].flatMap((group) =>
    group
      .sort((a, b) => a.priceMicros - b.priceMicros || order(a.region, b.region))
      .map((offer, rank) => ({ offer, rank })),
  );
  ranked.sort((a, b) => a.rank - b.rank || newestThenCheapest(a.offer, b.offer));
  return ranked.map(({ offer }) => offer);
}

function offersOf(row: CsvRow): Offer[] {
  const columns = [
    ["on-demand", row.price_on_demand_usd_hr],
    ["spot", row.price_spot_usd_hr],
  ] as const;
  if ((row.observed_at ?? "") < firstDay) return [];
  return columns.flatMap(([pricing, price = ""]) => {
    const micros = microsFromDecimal(price);
    const gpuCount = Number(row.gpu_count);
    if (micros === null || micros <= 0n || !(gpuCount > 0) || flawOf(row, pricing)) return [];
    return [toOffer(row, pricing, Number(micros))];
  });
}

function toOffer(row: CsvRow, pricing: Pricing, priceMicros: number): Offer {
  const spelling = row.gpu_model ?? "";
  const gpuCount = Number(row.gpu_count);
  const gpuMemoryGb = number(row.gpu_memory_gib);
  const gpu = normalizeGpu({ spelling, memoryGb: gpuMemoryGb });
  const isPart = gpuCount < 1 || !Number.isInteger(gpuCount);
  const found = gpu.kind === "model" ? gpu : null;
  return {
    provider: row.provider ?? "",
    spelling,
    modelId: found?.modelId ?? null,
    family: found ? (findGpu(found.modelId)?.family ?? "") : "",
    partition: found?.partition?.kind ?? (isPart ? "fraction" : null),
    gpuCount,
    gpuMemoryGb,
    vcpu: number(row.vcpu),
    ramGib: number(row.ram_gib),
    diskGib: number(row.disk_gib),
    region: row.region ?? "",
    offerName: row.offer_name ?? "",
    tier: row.tier ?? "",
    pricing,
    priceMicros,
    observedOn: (row.observed_at ?? "").slice(0, 10),
    source: sourceIndexOf(row.source_repo ?? ""),
  };
}

/**
 * Drops a price under a quarter of its family's middle (spot also under an eighth of the on-demand
 * one) unless a second source saw it too.
 */
function believable(offers: readonly Offer[]): Offer[] {
  const whole = offers.filter((offer) => offer.partition === null && offer.family !== "");
  const byFamily = Map.groupBy(whole, (offer) => `${offer.family} ${offer.pricing}`);
  const middles = new Map([...byFamily].map(([key, group]) => [key, middleOfProviders(group)]));
  const middle = (offer: Offer, pricing: Pricing) => middles.get(`${offer.family} ${pricing}`) ?? 0;
  return offers.filter((offer) => {
    const share = offer.pricing === "spot" ? 8 : 4;
    const floor = Math.max(middle(offer, offer.pricing) / 4, middle(offer, "on-demand") / share);
    if (offer.partition !== null || perGpu(offer) >= floor) return true;
    const others = byFamily.get(`${offer.family} ${offer.pricing}`) ?? [];
    return others.some((other) => confirms(other, offer));
  });
}

function middleOfProviders(offers: readonly Offer[]): number {
  const byProvider = Map.groupBy(offers, (offer) => offer.provider);
  return medianOf([...byProvider.values()].map((group) => medianOf(group.map(perGpu))));
}

function confirms(other: Offer, offer: Offer): boolean {
  const ratio = perGpu(other) / perGpu(offer);
  return (
    other.provider === offer.provider && other.source !== offer.source && ratio > 0.5 && ratio < 2
  );
}

/** Drops "H100 at 3.29" where the same provider's "H100 SXM at 3.29" is there to say it better. */
function withoutVagueDoubles(offers: readonly Offer[]): Offer[] {
  const prices = new Set(offers.map((offer) => priceKey(offer, offer.modelId ?? "")));
  return offers.filter((offer) => {
    const narrower = variantsOf(offer.modelId ?? "").filter(({ id }) => id !== offer.modelId);
    return !narrower.some(({ id }) => prices.has(priceKey(offer, id)));
  });
}

function priceKey(offer: Offer, modelId: string): string {
  const { provider, gpuCount, region, pricing, priceMicros } = offer;
  return [provider, modelId, gpuCount, region, pricing, priceMicros].join("|");
}

function keyOf(offer: Offer): string {
  const model = offer.modelId ?? `? ${offer.spelling}`;
  const slice = offer.partition ? `${offer.partition} ${offer.gpuMemoryGb}` : "";
  const { provider, gpuCount, region, pricing, tier } = offer;
  return [provider, model, slice, gpuCount, region, pricing, tier].join("|");
}

function perGpu(offer: Offer): number {
  return offer.priceMicros / offer.gpuCount;
}

function newestThenCheapest(a: Offer, b: Offer): number {
  return (
    order(b.observedOn, a.observedOn) || a.priceMicros - b.priceMicros || order(keyOf(a), keyOf(b))
  );
}

function byPlace(a: Offer, b: Offer): number {
  return order(keyOf(a), keyOf(b));
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function number(cell: string | undefined): number | null {
  return cell === undefined || cell === "" ? null : Number(cell);
}
