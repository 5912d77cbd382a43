import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import type { TwinRoute } from "../twin";
import { type Size, sizes } from "./catalog";
import { paged } from "./paged";

const HOURS_PER_MONTH = 744;
/** The hundred and more sizes without a GPU stand before those with one, so the list has pages. */
const plainSizes = 190;

/** GET /sizes: most have no GPU, one no region, one is sold by contract. */
export function sizeRoutes(market: Market): TwinRoute[] {
  const [basic] = sizes;
  const numbered = (index: number) => basic && { ...basic, slug: `s-${index + 1}vcpu-plain` };
  const plain = Array.from({ length: plainSizes }, (_, index) => numbered(index) ?? []).flat();
  return [
    {
      method: "GET",
      path: "/sizes",
      run: (call) =>
        paged(
          "sizes",
          [...plain, ...sizes].map((size) => sizeView(market, call.caller.account, size)),
          call,
        ),
    },
  ];
}

/** A size at today's price, with the regions that have it now. */
export function sizeView(market: Market, account: string, size: Size) {
  const { gpu } = size;
  const hourly = gpu ? microsToNumber(market.price(size.slug, account)) : size.usdPerHour;
  return {
    slug: size.slug,
    memory: size.memoryMb,
    vcpus: size.vcpus,
    disk: size.disk,
    transfer: gpu ? 15 : 0.5,
    price_monthly: Number((hourly * HOURS_PER_MONTH).toFixed(2)),
    price_hourly: hourly,
    regions: gpu
      ? size.regions.filter((region) => market.stock(size.slug, region, account) > 0)
      : size.regions,
    available: size.available,
    description: size.description,
    networking_throughput: gpu ? 10_000 : 2_000,
    disk_info: diskInfo(size),
    ...gpuInfo(size),
  };
}

export function diskInfo({ disk, scratchGb }: Size) {
  const part = (type: string, amount: number) => ({ type, size: gib(amount) });
  return [part("local", disk), ...(scratchGb ? [part("scratch", scratchGb)] : [])];
}

export function gpuInfo({ gpu }: Size) {
  return gpu ? { gpu_info: { count: gpu.count, model: gpu.model, vram: gib(gpu.vramGib) } } : {};
}

const gib = (amount: number) => ({ amount, unit: "gib" });
