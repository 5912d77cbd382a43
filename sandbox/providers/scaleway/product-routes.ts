import type { Market } from "../../market";
import { divideHalfEven, usdToMicros } from "../../money";
import { type Answer, json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import { type Product, products } from "./catalog";

const PATH = "/product-catalog/v2alpha1/public-catalog/products";
const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 1_000;
const GIBIBYTE = 2 ** 30;
const NANOS = 1_000_000_000n;

/** The catalogue of everything sold and once sold, which needs no key. */
export function productRoutes(market: Market): TwinRoute[] {
  return [{ method: "GET", path: PATH, open: true, run: (call) => list(market, call) }];
}

function list(market: Market, call: TwinCall): Answer {
  const types = call.query.getAll("product_types").filter((type) => type !== "");
  const size = Math.min(numberOf(call, "page_size", DEFAULT_PAGE), LARGEST_PAGE);
  const start = (numberOf(call, "page", 1) - 1) * size;
  const rows = [
    ...products.flatMap((product) =>
      product.zones.map((zone) => view(market, call, { product, zone })),
    ),
    ...(types.length === 0 ? [blockStorage] : []),
  ].filter(({ locality }) => locality.zone === (call.query.get("zone") ?? locality.zone));
  const asked = types.length === 0 || types.includes("instance") ? rows : [];
  return json(200, { products: asked.slice(start, start + size), total_count: asked.length });
}

function numberOf(call: TwinCall, name: string, usual: number): number {
  const value = Number(call.query.get(name) ?? usual);
  return Number.isInteger(value) && value > 0 ? value : usual;
}

interface Placed {
  product: Product;
  zone: string;
}

function view(market: Market, call: TwinCall, { product, zone }: Placed) {
  const { gpu, unit } = product;
  return {
    sku: `${product.sku}_${zone}`,
    service_category: "Compute",
    product_category: "Instance",
    product: product.product,
    variant: `${product.product} - ${zone}`,
    description: `${product.product} - ${zone}`,
    locality: { zone },
    price: { retail_price: { currency_code: "EUR", ...amount(market, call, product) } },
    properties: {
      hardware: {
        cpu: { arch: "x64", virtual: { count: product.vcpu }, threads: product.vcpu },
        ram: { size: product.ramGib * GIBIBYTE, type: "", ecc_type: "standard" },
        storage: { description: "Block", total: product.storageBytes },
        ...(gpu && { gpu: { description: `${gpu.count} x ${gpu.type}`, ...gpu } }),
      },
      instance: {
        range: product.range,
        offer_id: product.product,
        recommended_replacement_offer_ids: [],
      },
    },
    unit_of_measure: { unit, size: 1 },
    status: product.status,
    ...(product.status === "retired" && { end_of_life_at: "2026-05-31T00:00:00Z" }),
    badges: [],
  };
}

/** Units and billionths of a euro for one unit of time. */
function amount(market: Market, { caller }: TwinCall, product: Product) {
  const perHour = market.has(product.product)
    ? market.price(product.product, caller.account)
    : usdToMicros(product.eurPerHour);
  const nanos = divideHalfEven(perHour * 1_000n, product.unit === "minute" ? 60n : 1n);
  return { units: Number(nanos / NANOS), nanos: Number(nanos % NANOS) };
}

/** One of the thousands of rows that are no instance and have no hardware. */
const blockStorage = {
  sku: "/storage/block/5k_iops_fr-par-1",
  service_category: "Storage",
  product_category: "Block Storage",
  product: "Block Storage 5K IOPS",
  variant: "Block Storage 5K IOPS - fr-par-1",
  description: "Block Storage 5K IOPS - fr-par-1",
  locality: { zone: "fr-par-1" },
  price: { retail_price: { currency_code: "EUR", units: 0, nanos: 118_000 } },
  properties: { block_storage: { min_volume_size: 5_000_000_000 } },
  unit_of_measure: { unit: "gigabyte_hour", size: 1 },
  status: "general_availability",
  badges: [],
};
