import type { Market } from "../../market";
import { microsToNumber } from "../../money";
import { type Answer, json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import { priceTwin } from "../price-twin";
import type { Twin, TwinCall, World } from "../twin";
import { listings, type Size, sizes } from "./catalog";

const USUAL_PAGE = 20;
const LARGEST_PAGE = 200;
const HOURS_PER_MONTH = 744;
/** The hundred and more sizes without a GPU stand before those with one, so the list has pages. */
const plainSizes = 190;

const words: Readonly<Record<number, string>> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  429: "too_many_requests",
};

/** DigitalOcean v2: the sizes of Droplets, most of them without a GPU. */
export function digitaloceanTwin(world: World): Twin {
  return priceTwin(world, {
    id: "digitalocean",
    title: "DigitalOcean",
    mount: "/digitalocean/v2",
    listings,
    routes: (market) => [{ method: "GET", path: "/sizes", run: (call) => list(market, call) }],
    refusals: jsonRefusals((status, message) => ({ id: words[status] ?? "server_error", message })),
  });
}

function list(market: Market, call: TwinCall): Answer {
  const size = Math.min(numberOf(call, "per_page", USUAL_PAGE), LARGEST_PAGE);
  const page = numberOf(call, "page", 1);
  const [basic] = sizes;
  const all = [
    ...(basic ? Array.from({ length: plainSizes }, (_, i) => numbered(basic, i)) : []),
    ...sizes,
  ];
  const last = Math.max(1, Math.ceil(all.length / size));
  const shown = all.slice((page - 1) * size, page * size);
  return json(200, {
    sizes: shown.map((one) => view(market, call, one)),
    links: page < last ? { pages: linksTo(page + 1, last, size) } : {},
    meta: { total: all.length },
  });
}

const numbered = (size: Size, index: number) => ({ ...size, slug: `s-${index + 1}vcpu-plain` });

/** Links name the host the world outside has. */
function linksTo(next: number, last: number, size: number) {
  const link = (page: number) =>
    `https://api.digitalocean.com/v2/sizes?page=${page}&per_page=${size}`;
  return { next: link(next), last: link(last) };
}

function numberOf(call: TwinCall, name: string, usual: number): number {
  const value = Number(call.query.get(name) ?? usual);
  return Number.isInteger(value) && value > 0 ? value : usual;
}

function view(market: Market, call: TwinCall, size: Size) {
  const { account } = call.caller;
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
    disk_info: [
      disk("local", size.disk),
      ...(size.scratchGb ? [disk("scratch", size.scratchGb)] : []),
    ],
    ...(gpu && { gpu_info: { count: gpu.count, model: gpu.model, vram: gib(gpu.vramGib) } }),
  };
}

const gib = (amount: number) => ({ amount, unit: "gib" });
const disk = (type: string, amount: number) => ({ type, size: gib(amount) });
