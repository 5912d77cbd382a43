import { priceTwin } from "../price-twin";
import type { Twin, World } from "../twin";
import { listings } from "./catalog";
import { priceRoutes } from "./price-routes";
import { refusals } from "./refusals";

/** Azure's retail prices: pages, spot, and every other way the same sizes are sold. */
export function azureTwin(world: World): Twin {
  return priceTwin(world, {
    id: "azure",
    title: "Microsoft Azure",
    mount: "/azure/api/retail",
    listings,
    routes: priceRoutes,
    refusals,
  });
}
