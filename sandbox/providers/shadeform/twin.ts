import type { IncomingHttpHeaders } from "node:http";
import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import { priceTwin } from "../price-twin";
import type { Twin, TwinCall, World } from "../twin";
import { type InstanceType, listingId, listings, types } from "./catalog";

/** Shadeform v1: the instance types of many clouds, priced in cents for the whole machine. */
export function shadeformTwin(world: World): Twin {
  return priceTwin(world, {
    id: "shadeform",
    title: "Shadeform",
    mount: "/shadeform/v1",
    listings,
    routes: (market) => [
      {
        method: "GET",
        path: "/instances/types",
        run: (call) => json(200, { instance_types: typeViews(market, call) }),
      },
    ],
    refusals: jsonRefusals((_status, message) => ({ message })),
    keyOf,
  });
}

function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers["x-api-key"];
  return typeof key === "string" ? key : undefined;
}

function typeViews(market: Market, call: TwinCall) {
  const { query } = call;
  const views = types
    .filter((type) => (query.get("cloud") ?? type.cloud) === type.cloud)
    .filter((type) => (query.get("gpu_type") ?? type.gpuType) === type.gpuType)
    .map((type) => typeView(market, call, type));
  if (query.get("sort") !== "price") return views;
  return views.sort((one, other) => one.hourly_price - other.hourly_price);
}

function typeView(market: Market, call: TwinCall, type: InstanceType) {
  const price = market.price(listingId(type), call.caller.account);
  return {
    cloud: type.cloud,
    shade_instance_type: type.shadeInstanceType,
    cloud_instance_type: type.cloudInstanceType,
    configuration: {
      memory_in_gb: type.memoryGb,
      storage_in_gb: type.storageGb,
      vcpus: type.vcpus,
      num_gpus: type.numGpus,
      gpu_type: type.gpuType,
      interconnect: type.interconnect,
      nvlink: type.nvlink,
      vram_per_gpu_in_gb: type.vramPerGpuGb,
      os_options: ["ubuntu22.04_cuda12.2_shade_os"],
      gpu_manufacturer: type.gpuManufacturer,
    },
    hourly_price: Math.round(microsToNumber(price) * 100),
    deployment_type: type.deploymentType,
    availability: [...placeViews(market, call, type), ...spotViews(type)],
    boot_time: { min_boot_in_sec: 180, max_boot_in_sec: 300 },
  };
}

function placeViews(market: Market, call: TwinCall, type: InstanceType) {
  return type.places.map(({ region, displayName }) => ({
    region,
    available: market.stock(listingId(type), region, call.caller.account) > 0,
    display_name: displayName,
    rental_type: "on_demand",
  }));
}

/** Spot rows carry a price of their own, as a string in a unit that no document names. */
function spotViews({ spot }: InstanceType) {
  if (!spot) return [];
  const { region, displayName, price } = spot;
  const row = { region, available: true, display_name: displayName };
  return [{ ...row, rental_type: "spot", hourly_price: price }];
}
