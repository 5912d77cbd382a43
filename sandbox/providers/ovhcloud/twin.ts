import { priceTwin } from "../price-twin";
import type { Twin, World } from "../twin";
import { listings } from "./catalog";
import { catalogRoutes } from "./catalog-routes";
import { refusals } from "./refusals";

/** OVHcloud's order catalogue: monthly, local zone, Windows and withdrawn plans among the rest. */
export function ovhcloudTwin(world: World): Twin {
  return priceTwin(world, {
    id: "ovhcloud",
    title: "OVHcloud",
    mount: "/ovhcloud/v1",
    listings,
    routes: catalogRoutes,
    refusals,
  });
}
