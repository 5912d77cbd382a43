import { json } from "../../wire/answer";
import { plainRefusals } from "../plain-refusals";
import { priceTwin } from "../price-twin";
import type { Twin, World } from "../twin";
import { listings } from "./catalog";
import { productRoutes } from "./product-routes";

const refusals = plainRefusals((status, message) =>
  json(status, { type: status === 404 ? "not_found" : "unknown_resource", message }),
);

/** Scaleway's public catalogue: per-minute rows, retired rows and rows of other products. */
export function scalewayTwin(world: World): Twin {
  return priceTwin(world, {
    id: "scaleway",
    title: "Scaleway",
    mount: "/scaleway/product-catalog/v2alpha1/public-catalog",
    listings,
    routes: productRoutes,
    refusals,
  });
}
