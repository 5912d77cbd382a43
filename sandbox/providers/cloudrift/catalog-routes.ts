import { z } from "zod";
import { microsToNumber } from "../../money";
import type { TwinCall, TwinRoute } from "../twin";
import {
  datacenters,
  hasPublicAddresses,
  type InstanceType,
  toCents,
  types,
  type Variant,
} from "./catalog";
import { inEnvelope } from "./envelope";
import type { Hall } from "./hall";
import { recipes } from "./recipes";

const PROVIDER = "Sandbox Compute";
const words = z.array(z.string()).nullable().optional();

const typeSelector = z.union([
  z.literal("All"),
  z.object({ ByServiceAndLocation: z.object({ services: words, datacenters: words }) }),
  z.object({ ByServiceAndProvider: z.object({ services: words, providers: words }) }),
  z.object({ ByName: z.array(z.string()) }),
]);
const providerSelector = z.union([z.literal("All"), z.object({ ByName: z.array(z.string()) })]);

type TypeSelector = z.infer<typeof typeSelector>;

/** What is sold and what belongs to a key; the lists need none. */
export function catalogRoutes(hall: Hall): TwinRoute[] {
  return [
    {
      method: "POST",
      path: "/instance-types/list",
      open: true,
      run: (call) =>
        inEnvelope(call, z.object({ selector: typeSelector.default("All") }), ({ selector }) => ({
          instance_types: types.flatMap((type) => typeView(hall, call, type, selector)),
        })),
    },
    {
      method: "POST",
      path: "/providers/list",
      open: true,
      run: (call) =>
        inEnvelope(
          call,
          z.object({ selector: providerSelector.default("All") }),
          ({ selector }) => ({
            providers: selector === "All" || selector.ByName.includes(PROVIDER) ? [provider()] : [],
          }),
        ),
    },
    {
      method: "POST",
      path: "/recipes/list",
      open: true,
      run: (call) => inEnvelope(call, z.unknown(), () => recipes),
    },
    {
      method: "POST",
      path: "/auth/me",
      run: (call) =>
        inEnvelope(call, z.unknown(), () => ({
          id: `user-${call.caller.account}`,
          email: `${call.caller.account}@example.com`,
          name: "Sandbox Customer",
          provider: "CloudRift",
          totp_enabled: false,
        })),
    },
    {
      method: "POST",
      path: "/account/info",
      run: (call) =>
        inEnvelope(call, z.unknown(), () => ({
          balance: microsToNumber(hall.balance(call.caller.account)),
        })),
    },
  ];
}

function typeView(hall: Hall, call: TwinCall, type: InstanceType, selector: TypeSelector) {
  const variants = type.variants
    .filter((variant) => selects(selector, variant))
    .map((variant) => variantView(hall, call, variant));
  if (variants.length === 0) return [];
  const [first] = variants;
  return [
    {
      name: type.variants[0]?.name.replace(/\.[^.]*$/, "") ?? type.brandShort,
      brand_short: type.brandShort,
      manufacturer: type.manufacturer,
      cost_per_hour: Math.round(first?.cost_per_hour ?? 0),
      datacenters: type.datacenters.map((place) => ({
        name: place.name,
        country_code: place.countryCode,
        provider_name: PROVIDER,
        provider_logo: null,
      })),
      variants,
    },
  ];
}

function selects(selector: TypeSelector, variant: Variant): boolean {
  if (selector === "All") return true;
  if ("ByName" in selector) return selector.ByName.includes(variant.name);
  const filter =
    "ByServiceAndLocation" in selector
      ? selector.ByServiceAndLocation
      : selector.ByServiceAndProvider;
  const services = filter.services?.map((service) => service.toLowerCase());
  if (services && !services.some((service) => service === "vm" || service === "docker"))
    return false;
  const places = "datacenters" in filter ? filter.datacenters : undefined;
  const providers = "providers" in filter ? filter.providers : undefined;
  if (providers && !providers.includes(PROVIDER)) return false;
  return !places || places.some((place) => place in variant.nodesPerDc);
}

function variantView(hall: Hall, call: TwinCall, variant: Variant) {
  const places = Object.keys(variant.nodesPerDc);
  const perPlace = <T>(value: (place: string) => T) =>
    Object.fromEntries(places.map((place) => [place, value(place)]));
  const free = (place: string) =>
    Math.max(0, hall.stockLeft(variant.name, place, call.caller.account));
  const sum = (value: (place: string) => number) =>
    places.reduce((total, place) => total + value(place), 0);
  return {
    name: variant.name,
    cost_per_hour: toCents(hall.market.price(variant.name, call.caller.account)),
    gpu_count: variant.gpuCount,
    cpu_count: variant.cpuCount,
    logical_cpu_count: variant.cpuCount * 2,
    dram: variant.dramBytes,
    disk: variant.diskBytes,
    vram: variant.vramBytes,
    mig_profile: variant.migProfile,
    nodes: sum((place) => variant.nodesPerDc[place] ?? 0),
    nodes_per_dc: variant.nodesPerDc,
    available_nodes: sum(free),
    available_nodes_per_dc: perPlace(free),
    ip_availability_per_dc: perPlace((place) => ({ public_ips: hasPublicAddresses(place) })),
    volume_types_per_dc: perPlace(() => []),
  };
}

function provider() {
  return {
    name: PROVIDER,
    description: null,
    email: null,
    logo_url: null,
    website: null,
    list_on_marketplace: true,
    datacenters: datacenters.map((place) => ({
      name: place.name,
      country_code: place.countryCode,
      location: [0, 0],
    })),
  };
}
