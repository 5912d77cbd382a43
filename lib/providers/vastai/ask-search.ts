import { microsToDecimal } from "@/lib/money";
import type { LaunchSpec, ProviderOffer } from "../contract";
import { ProviderError } from "../errors";
import { DEAREST_DISK_PER_GB_MONTH, LISTED_DISK_GB } from "./disk-prices";
import { toOffers } from "./map";
import { type OpenAsk, openAsk } from "./wire";

/** Enough that the cheapest ask of one kind and country is among them. */
const LIMIT = 64;
const SSH_PORT = 22;

/** An ask that is as good as the one a person chose, and no dearer. */
export interface MatchingAsk {
  readonly id: number;
  readonly pricePerHourMicros: bigint;
}

/** What a launch must bring, checked before anything is sent. Answers the public SSH keys. */
export function requireLaunchable(spec: LaunchSpec): readonly string[] {
  if (spec.sshPublicKeys.length === 0) throw refused("a launch needs an SSH key");
  if (!/^.+\/(?:\d+|\?)gb$/.test(spec.instanceType)) throw refused("no such kind of machine");
  return spec.sshPublicKeys;
}

const refused = (detail: string) => new ProviderError("invalid-request", { detail });

/**
 * The search for the asks of one kind, cheapest first. The price holds the disk that listed prices
 * hold. GPU names are said with spaces and with underscores, as both are seen.
 */
export function toAskSearch(spec: LaunchSpec, machineId: number | null) {
  const gpu = spec.instanceType.replace(/\/[^/]*$/, "");
  const opened = openPorts(spec).length;
  const isBid = spec.pricingModel === "spot";
  return {
    type: isBid ? "bid" : "ondemand",
    gpu_name: { in: [...new Set([gpu, gpu.replaceAll(" ", "_")])] },
    num_gpus: { eq: spec.gpuCount },
    verified: { eq: true },
    rentable: { eq: true },
    rented: { eq: false },
    ...(spec.region !== null && { geolocation: { in: [spec.region] } }),
    ...(machineId !== null && { machine_id: { eq: machineId } }),
    ...(opened > 0 && { direct_port_count: { gte: opened + 1 } }),
    disk_space: { gte: diskOf(spec) },
    storage_cost: { lte: Number(microsToDecimal(DEAREST_DISK_PER_GB_MONTH)) },
    allocated_storage: LISTED_DISK_GB,
    order: [
      [isBid ? "min_bid" : "dph_total", "asc"],
      ["reliability2", "desc"],
    ],
    limit: LIMIT,
  };
}

/** The asks among the rows that are what was chosen, at its price or less, cheapest first. */
export function matchingAsks(rows: readonly unknown[], spec: LaunchSpec): MatchingAsk[] {
  return rows
    .flatMap((row) => {
      const parsed = openAsk.safeParse(row);
      return parsed.success ? matchOf(parsed.data, spec) : [];
    })
    .sort((a, b) => Number(a.pricePerHourMicros - b.pricePerHourMicros));
}

/** A price of disk that is not told cannot be promised. */
function matchOf(ask: OpenAsk, spec: LaunchSpec): MatchingAsk[] {
  const offers = toOffers(ask);
  if (typeof offers === "string" || (ask.storage_cost ?? null) === null) return [];
  return offers
    .filter((offer) => isWanted(offer, spec))
    .map(({ pricePerHourMicros }) => ({ id: ask.id, pricePerHourMicros }));
}

function isWanted(offer: ProviderOffer, spec: LaunchSpec): boolean {
  return (
    offer.instanceType === spec.instanceType &&
    offer.gpuCount === spec.gpuCount &&
    offer.pricingModel === spec.pricingModel &&
    (spec.region === null || offer.region === spec.region) &&
    (spec.tier === null || offer.tier === spec.tier) &&
    offer.pricePerHourMicros <= spec.pricePerHourMicros
  );
}

/** SSH has its own way in. */
export function openPorts(spec: LaunchSpec): number[] {
  return [...new Set(spec.ports)].filter((port) => port !== SSH_PORT);
}

/** Its size is fixed for the machine's whole life. */
export function diskOf(spec: LaunchSpec): number {
  return spec.diskGb ?? LISTED_DISK_GB;
}
