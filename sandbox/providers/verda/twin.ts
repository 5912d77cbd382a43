import type { Market } from "../../market";
import { microsToUsd } from "../../money";
import { json } from "../../wire/answer";
import { accountKeys } from "../account-keys";
import { jsonRefusals } from "../json-refusals";
import { priceTwin } from "../price-twin";
import type { Twin, TwinCall, TwinRoute, World } from "../twin";
import { type InstanceType, listingId, listings, locations, type Mode, types } from "./catalog";
import { giveToken, keyOfToken } from "./token";

const codes: Readonly<Record<number, string>> = {
  400: "invalid_request",
  401: "unauthorized_request",
  403: "forbidden_action",
  404: "not_found",
  503: "service_unavailable",
};

/** Verda v1: instance types at one price for all locations, behind a token. */
export function verdaTwin(world: World): Twin {
  return priceTwin(world, {
    id: "verda",
    title: "Verda",
    mount: "/verda/v1",
    listings,
    routes,
    refusals: jsonRefusals((status, message) => ({
      code: codes[status] ?? "server_error",
      message,
    })),
    keyOf: keyOfToken,
  });
}

const { callerOf } = accountKeys("verda", [{ suffix: "key", account: "main" }]);

function routes(market: Market): TwinRoute[] {
  return [
    {
      method: "POST",
      path: "/oauth2/token",
      open: true,
      run: (call) => giveToken(call, (key) => callerOf(key) !== undefined),
    },
    {
      method: "GET",
      path: "/instance-types",
      run: (call) =>
        json(
          200,
          types.map((type) => typeView(market, call, type)),
        ),
    },
    {
      method: "GET",
      path: "/instance-availability",
      run: (call) => json(200, availability(market, call)),
    },
    {
      method: "GET",
      path: "/locations",
      run: () =>
        json(
          200,
          locations.map(({ code, name, countryCode }) => ({
            code,
            name,
            country_code: countryCode,
          })),
        ),
    },
  ];
}

/** Memory is that of all GPUs together; prices are strings, here in dollars only. */
function typeView(market: Market, call: TwinCall, type: InstanceType) {
  const price = (mode: Mode) =>
    microsToUsd(market.price(listingId(type, mode), call.caller.account));
  const sum = type.gpuMemoryGb * type.gpus;
  return {
    id: `type-${type.instanceType}`,
    instance_type: type.instanceType,
    name: type.gpuDescription.replace(/^\d+x /, "") || "AMD EPYC",
    description: "Dedicated Hardware Instance",
    cpu: { description: `${type.vcpus} CPU`, number_of_cores: type.vcpus },
    gpu: { description: type.gpuDescription, number_of_gpus: type.gpus },
    gpu_memory: { description: sum > 0 ? `${sum}GB GPU RAM` : "", size_in_gigabytes: sum },
    memory: { description: `${type.ramGb}GB RAM`, size_in_gigabytes: type.ramGb },
    storage:
      type.storageGb === null
        ? { description: "dynamic" }
        : { description: `${type.storageGb}GB NVME`, size_in_gigabytes: type.storageGb },
    currency: "usd",
    price_per_hour: price("on-demand"),
    spot_price: type.spotUsdPerHour === null ? null : price("spot"),
    supported_os: ["ubuntu-22.04", "ubuntu-24.04"],
    deploy_warning: null,
    p2p: null,
  };
}

function availability(market: Market, call: TwinCall) {
  const mode: Mode = call.query.get("is_spot") === "true" ? "spot" : "on-demand";
  const wanted = call.query.get("location_code");
  return locations
    .filter(({ code }) => (wanted ?? code) === code)
    .map(({ code }) => ({
      location_code: code,
      availabilities: types
        .filter((type) => market.stock(listingId(type, mode), code, call.caller.account) > 0)
        .map((type) => type.instanceType),
    }));
}
