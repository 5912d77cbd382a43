import { json } from "../../wire/answer";
import { plainRefusals } from "../plain-refusals";
import { priceTwin } from "../price-twin";
import type { Twin, World } from "../twin";
import { listings } from "./catalog";
import { ociRoutes } from "./routes";

const refusals = plainRefusals((status, message) =>
  json(status, {
    code: String(status),
    title: message,
    message,
    type: "tag:oracle.com,2020:error",
  }),
);

/** Oracle's price list and shapes file: hidden and former shapes, licences by GPU, missing facts. */
export function ociTwin(world: World): Twin {
  return priceTwin(world, {
    id: "oci",
    title: "Oracle Cloud",
    mount: "/oci",
    listings,
    routes: ociRoutes,
    refusals,
  });
}
