import { priceTwin } from "../price-twin";
import type { Twin, World } from "../twin";
import { listings } from "./catalog";
import { onDemandRoutes } from "./on-demand-routes";
import { refusals } from "./refusals";
import { spotRoutes } from "./spot-routes";

/** The files behind Amazon's price pages: zones that are no regions, aliases, slices, gaps. */
export function awsTwin(world: World): Twin {
  return priceTwin(world, {
    id: "aws",
    title: "Amazon Web Services",
    mount: "/aws",
    listings,
    routes: (market) => [...onDemandRoutes(market), ...spotRoutes(market)],
    refusals,
  });
}
