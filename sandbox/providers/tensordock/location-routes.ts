import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { catalog, type Location, type LocationGpu, listingId } from "./catalog";
import type { Yard } from "./yard";

/** GET /locations: what a single card costs in each, and what is beside it. */
export function locationRoutes(yard: Yard): TwinRoute[] {
  return [{ method: "GET", path: "/locations", open: true, run: (call) => locations(yard, call) }];
}

/** Without a key that works the list is empty, not refused. */
function locations(yard: Yard, call: TwinCall): Answer {
  const known = call.caller.rights === "none" ? [] : catalog.locations;
  return json(200, {
    data: { locations: known.map((place) => locationView(yard, call, place)) },
  });
}

function locationView(yard: Yard, call: TwinCall, place: Location) {
  const { id, city, stateprovince, country, tier } = place;
  const gpus = place.gpus.map((gpu) => gpuView(yard, call, { place, gpu }));
  return { id, city, stateprovince, country, tier, gpus };
}

interface Placed {
  place: Location;
  gpu: LocationGpu;
}

/** The count is stale: cards that are rented stand in it too. */
function gpuView({ market }: Yard, call: TwinCall, { place, gpu }: Placed) {
  const listing = listingId(place, gpu);
  const { account } = call.caller;
  return {
    v0Name: gpu.v0Name,
    displayName: gpu.displayName,
    max_count: market.stock(listing, place.id, account),
    price_per_hr: microsToNumber(market.price(listing, account)),
    resources: {
      max_vcpus: gpu.maxVcpus,
      max_ram_gb: gpu.maxRamGb,
      max_storage_gb: gpu.maxStorageGb,
    },
    pricing: {
      per_vcpu_hr: catalog.perVcpuHour,
      per_gb_ram_hr: catalog.perGbRamHour,
      per_gb_storage_hr: catalog.perGbStorageHour,
    },
    network_features: {
      dedicated_ip_available: place.dedicatedIp,
      port_forwarding_available: true,
      network_storage_available: false,
    },
  };
}
