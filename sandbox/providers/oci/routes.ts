import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type Part, parts, type Shape, shapes } from "./catalog";

/** The price list, and the file behind the cost estimator; neither needs a key. */
export function ociRoutes(market: Market): TwinRoute[] {
  return [
    {
      method: "GET",
      path: "/pls/apex/cetools/api/v1/products/",
      open: true,
      run: (call) => products(market, call),
    },
    {
      method: "GET",
      path: "/estimator/a/ocom/docs/cloudestimator2/data/shapes.json",
      open: true,
      run: () => json(200, { items: shapes.map(shapeView) }),
    },
  ];
}

function products(market: Market, call: TwinCall) {
  const wanted = call.query.get("partNumber");
  const currency = call.query.get("currencyCode") ?? "USD";
  const found = parts.filter((part) => wanted === null || part.partNumber === wanted);
  return json(200, {
    items: found.map((part) => partView(market, part, currency)),
    lastUpdated: "2026-08-20T09:00:00Z",
  });
}

function partView(market: Market, part: Part, currency: string) {
  const value = microsToNumber(market.price(part.partNumber, "main"));
  return {
    partNumber: part.partNumber,
    displayName: part.displayName,
    metricName: part.metricName,
    serviceCategory: part.serviceCategory,
    currencyCodeLocalizations: [
      { currencyCode: currency, prices: [{ model: "PAY_AS_YOU_GO", value }] },
    ],
  };
}

function shapeView({ processorType, subType, products: made, ...shape }: Shape) {
  return {
    ...shape,
    processorType: { value: processorType },
    shapeType: { value: shape.name.startsWith("VM.") ? "vm" : "bm" },
    subType: { value: subType },
    products: made.map(({ type, ...part }) => ({ ...part, type: { value: type } })),
  };
}
