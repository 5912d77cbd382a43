import type { Market } from "../../market";
import { json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import { priceTwin } from "../price-twin";
import type { Twin, TwinCall, World } from "../twin";
import { listings, type Product, products, STOCK_REGION } from "./catalog";

/** A price unit is a hundred-thousandth of a dollar. */
const MICROS_PER_UNIT = 10n;
const UNITS_PER_USD = 100_000;

/** Novita's GPU instances, v1: products priced per GPU. */
export function novitaTwin(world: World): Twin {
  return priceTwin(world, {
    id: "novita",
    title: "Novita AI",
    mount: "/novita/gpu-instance/openapi/v1",
    listings,
    routes: (market) => [
      {
        method: "GET",
        path: "/products",
        run: (call) => json(200, { data: productViews(market, call) }),
      },
    ],
    refusals: jsonRefusals((code, message) => ({ code, reason: "FAILED", message })),
  });
}

function productViews(market: Market, call: TwinCall) {
  const wanted = call.query.get("productName");
  return products
    .filter((product) => wanted === null || product.name === wanted)
    .filter((product) => !isSpot(call) || product.spotUsdPerHour !== null)
    .map((product) => productView(market, call, product));
}

function isSpot(call: TwinCall): boolean {
  return call.query.get("billingMethod") === "spot";
}

/** On-demand prices are numbers, spot prices strings; spot sells what on demand leaves. */
function productView(market: Market, call: TwinCall, product: Product) {
  const { account } = call.caller;
  const left = market.stock(product.id, STOCK_REGION, account);
  const free = isSpot(call) ? Math.max(0, left - 1) : left;
  return {
    id: product.id,
    name: product.name,
    cpuPerGpu: product.cpuPerGpu,
    memoryPerGpu: product.memoryPerGpu,
    diskPerGpu: 60,
    availableDeploy: free > 0,
    availableGpuNumber: free,
    inventoryState: free > 0 ? "high" : "none",
    minRootFS: 10,
    maxRootFS: 1_000,
    regions: product.regions,
    price: Number(market.price(product.id, account) / MICROS_PER_UNIT),
    monthlyPrice: [],
    billingMethods: product.spotUsdPerHour === null ? ["onDemand"] : ["onDemand", "spot"],
    spotPrice: String(Math.round((product.spotUsdPerHour ?? 0) * UNITS_PER_USD)),
  };
}
