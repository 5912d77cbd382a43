import { divideHalfEven, type Micros, microsToDecimal } from "@/lib/money";
import type { PriceList, ProviderOffer } from "../contract";
import { readRows } from "../read-rows";
import { anyProduct, type GpuProduct, gpuProduct } from "./wire";
import { findZone } from "./zones";

const GIBIBYTE = 2 ** 30;
const GIGABYTE = 1e9;
const NANOS_PER_UNIT = 1_000_000_000n;
const NANOS_PER_MICRO = 1_000n;

/** GPUs are priced by the minute, all but the oldest. */
const unitsPerHour: Readonly<Record<string, bigint>> = { minute: 60n, hour: 1n };

const onSale: readonly string[] = ["general_availability", "public_beta", "preview"];

/** The offers among instance products, most of which have no GPU. */
export function toPriceList(products: readonly unknown[]): PriceList {
  return readRows(products.filter(mayHoldGpu), gpuProduct, toOffers);
}

/** What is sold now has `/compute/` before its name. Rows too odd to tell stay in and are counted. */
function mayHoldGpu(row: unknown): boolean {
  const product = anyProduct.safeParse(row);
  if (!product.success) return true;
  const { sku, properties } = product.data;
  return sku.startsWith("/compute/") && Boolean(properties?.hardware?.gpu);
}

/**
 * The offer of a product in its zone; none once it is no longer sold. A zone nobody knows is left
 * out, since a machine there would be in no list.
 */
function toOffers(row: GpuProduct): ProviderOffer[] | string {
  if (/^(retired|end_of_)/.test(row.status)) return [];
  if (!onSale.includes(row.status)) return `unknown status ${row.status}`;
  const { currency_code: currency } = row.price.retail_price;
  if (currency !== "EUR") return `a price in ${currency}`;
  const price = pricePerHour(row);
  if (price === null) return `a price per ${row.unit_of_measure.unit}`;
  if (price <= 0n) return "no price";
  const { cpu, ram, storage, gpu } = row.properties.hardware;
  const region = findZone(row.locality.zone ?? "");
  if (!region) return `unknown zone ${row.locality.zone}`;
  return [
    {
      key: row.sku,
      instanceType: row.product,
      gpuSpelling: gpu.type,
      gpuCount: gpu.count,
      maxGpuCount: gpu.count,
      isPartition: false,
      gpuMemoryGb: memoryPerGpu(row.product),
      vcpu: cpu.virtual.count,
      ramGb: Math.round((ram.size / GIBIBYTE) * 10) / 10,
      diskGb: storage.total > 0 ? Math.round(storage.total / GIGABYTE) : null,
      region,
      pricingModel: "on-demand",
      pricePerHourMicros: price,
      currency,
      nativePrice: nativePrice(row),
      availability: "unknown",
      tier: null,
    },
  ];
}

/** `null` for a unit of time nobody has seen on this list. */
function pricePerHour(row: GpuProduct): Micros | null {
  const { unit, size } = row.unit_of_measure;
  const perHour = unitsPerHour[unit];
  if (perHour === undefined) return null;
  return divideHalfEven(nanos(row) * perHour, BigInt(size) * NANOS_PER_MICRO);
}

function nanos({ price }: GpuProduct): bigint {
  const { units, nanos: fraction } = price.retail_price;
  return BigInt(units) * NANOS_PER_UNIT + BigInt(fraction);
}

function nativePrice(row: GpuProduct): string {
  const { unit, size } = row.unit_of_measure;
  const amount = microsToDecimal(divideHalfEven(nanos(row), NANOS_PER_MICRO));
  return `${amount} EUR/${size === 1 ? "" : `${size} `}instance-${unit}`;
}

/** Only the product's name says it: `H100-SXM-2-80G` is two cards of 80 GB each. */
function memoryPerGpu(product: string): number | null {
  const size = /-(\d+)G$/.exec(product)?.[1];
  return size === undefined ? null : Number(size);
}
