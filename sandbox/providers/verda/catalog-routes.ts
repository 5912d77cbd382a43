import { microsToUsd } from "../../money";
import { json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type InstanceType, imagesOf, listingId, locations, type Mode, types } from "./catalog";
import type { Hall } from "./hall";
import { hardwareOf } from "./instance-view";

/** What is sold, where, and what of it is free. */
export function catalogRoutes(hall: Hall): TwinRoute[] {
  const get = (path: string, view: (call: TwinCall) => unknown): TwinRoute => ({
    method: "GET",
    path,
    run: (call) => json(200, view(call)),
  });
  return [
    get("/instance-types", (call) => types.map((type) => typeView(hall, call, type))),
    get("/instance-availability", (call) => availability(hall, call)),
    get("/locations", () =>
      locations.map(({ code, name, countryCode }) => ({ code, name, country_code: countryCode })),
    ),
  ];
}

/** Prices are strings, here in dollars only. */
function typeView({ market }: Hall, call: TwinCall, type: InstanceType) {
  const price = (mode: Mode) =>
    microsToUsd(market.price(listingId(type, mode), call.caller.account));
  return {
    id: `type-${type.instanceType}`,
    instance_type: type.instanceType,
    name: type.gpuDescription.replace(/^\d+x /, "") || "AMD EPYC",
    description: "Dedicated Hardware Instance",
    ...hardwareOf(type),
    currency: "usd",
    price_per_hour: price("on-demand"),
    spot_price: type.spotUsdPerHour === null ? null : price("spot"),
    supported_os: imagesOf(type),
    deploy_warning: null,
    p2p: null,
  };
}

function availability(hall: Hall, call: TwinCall) {
  const mode: Mode = call.query.get("is_spot") === "true" ? "spot" : "on-demand";
  const wanted = call.query.get("location_code");
  return locations
    .filter(({ code }) => (wanted ?? code) === code)
    .map(({ code }) => ({
      location_code: code,
      availabilities: types
        .filter((type) => hall.stockLeft(listingId(type, mode), code, call.caller.account) > 0)
        .map((type) => type.instanceType),
    }));
}
