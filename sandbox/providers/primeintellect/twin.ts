import { jsonRefusals } from "../json-refusals";
import { priceTwin } from "../price-twin";
import type { Twin, World } from "../twin";
import { availabilityRoutes } from "./availability-routes";
import { listings } from "./catalog";

/** Prime Intellect v1: what many clouds have left, priced for the whole configuration. */
export function primeIntellectTwin(world: World): Twin {
  return priceTwin(world, {
    id: "primeintellect",
    title: "Prime Intellect",
    mount: "/primeintellect/api/v1",
    listings,
    routes: availabilityRoutes,
    refusals: jsonRefusals((_status, detail) => ({ detail })),
  });
}
