import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { configurationOf, type InstanceType, listingId, systemsOf, types } from "./catalog";

/** GET /instances/types: what all clouds sell, whole, or by what a query names. */
export function typeRoutes(market: Market): TwinRoute[] {
  return [
    {
      method: "GET",
      path: "/instances/types",
      run: (call) => json(200, { instance_types: typeViews(market, call) }),
    },
  ];
}

function typeViews(market: Market, call: TwinCall) {
  const { query } = call;
  const isAsked = (name: string, value: string) => (query.get(name) ?? value) === value;
  const views = types
    .filter((type) => isAsked("cloud", type.cloud) && isAsked("gpu_type", type.gpuType))
    .filter((type) => isAsked("shade_instance_type", type.shadeInstanceType))
    .map((type) => typeView(market, call, type));
  if (query.get("sort") !== "price") return views;
  return views.sort((one, other) => one.hourly_price - other.hourly_price);
}

function typeView(market: Market, call: TwinCall, type: InstanceType) {
  return {
    cloud: type.cloud,
    shade_instance_type: type.shadeInstanceType,
    cloud_instance_type: type.cloudInstanceType,
    configuration: { ...configurationOf(type), os_options: systemsOf(type) },
    hourly_price: toCents(market.price(listingId(type), call.caller.account)),
    deployment_type: type.deploymentType,
    availability: [...placeViews(market, call, type), ...spotViews(type)],
    boot_time: { min_boot_in_sec: 180, max_boot_in_sec: 300 },
  };
}

export const toCents = (micros: bigint) => Math.round(microsToNumber(micros) * 100);

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
