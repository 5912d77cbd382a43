import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import { priceTwin } from "../price-twin";
import type { Refusals, Twin, TwinCall, World } from "../twin";
import { catalog, type Location, type LocationGpu, listingId, listings } from "./catalog";

/** TensorDock v2: locations with what a single card costs there. */
export function tensordockTwin(world: World): Twin {
  return priceTwin(world, {
    id: "tensordock",
    title: "TensorDock",
    mount: "/tensordock/api/v2",
    listings,
    routes: (market) => [
      { method: "GET", path: "/locations", open: true, run: (call) => locations(market, call) },
    ],
    refusals,
  });
}

const plain = jsonRefusals((status, error) => ({ error, status }));

/** Some failures arrive under status 200, told only by the body. */
const refusals: Refusals = {
  ...plain,
  broken: (status) => hidden(plain.broken(status)),
  noCapacity: () => hidden(plain.noCapacity()),
};

function hidden(answer: Answer): Answer {
  return { ...answer, status: 200 };
}

/** Without a key that works the list is empty, not refused. */
function locations(market: Market, call: TwinCall): Answer {
  const known = call.caller.rights === "none" ? [] : catalog.locations;
  return json(200, {
    data: { locations: known.map((place) => locationView(market, call, place)) },
  });
}

function locationView(market: Market, call: TwinCall, place: Location) {
  const { id, city, stateprovince, country, tier } = place;
  const gpus = place.gpus.map((gpu) => gpuView(market, call, { place, gpu }));
  return { id, city, stateprovince, country, tier, gpus };
}

interface Placed {
  place: Location;
  gpu: LocationGpu;
}

function gpuView(market: Market, call: TwinCall, { place, gpu }: Placed) {
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
      dedicated_ip_available: true,
      port_forwarding_available: true,
      network_storage_available: false,
    },
  };
}
