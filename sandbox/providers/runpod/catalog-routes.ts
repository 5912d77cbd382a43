import { microsToNumber } from "../../money";
import { json } from "../../wire/answer";
import type { TwinCall, TwinRoute } from "../twin";
import {
  type Cloud,
  dataCenters,
  type Gpu,
  gpus,
  isOffered,
  type Level,
  listingId,
  maxCount,
} from "./catalog";
import { badRequest, invalid } from "./problems";
import type { Yard } from "./yard";

const ONLY_WITH_INCLUDE = [
  "product",
  "count",
  "cloud",
  "countryCodes",
  "cudaVersions",
  "minCudaVersion",
];
const CUDA = ["12.4", "12.6", "12.8"];

/** GET /catalog/gpus and GET /catalog/datacenters. */
export function catalogRoutes(yard: Yard): TwinRoute[] {
  return [
    { method: "GET", path: "/catalog/gpus", run: (call) => listGpus(yard, call) },
    { method: "GET", path: "/catalog/datacenters", run: (call) => listDataCenters(yard, call) },
  ];
}

function listGpus(yard: Yard, call: TwinCall) {
  const { query, caller } = call;
  const include = list(query.get("include"));
  if (include.some((word) => word !== "AVAILABILITY")) return invalid(["include: unknown value"]);
  const stray = ONLY_WITH_INCLUDE.find((name) => query.has(name));
  if (include.length === 0) {
    if (stray) return badRequest(`${stray} is valid only with include=AVAILABILITY`);
    return json(200, { gpus: gpus.map((gpu) => gpuView(yard, gpu, caller.account)) });
  }
  const filter = readFilter(query);
  if ("status" in filter) return filter;
  const found = gpus.flatMap((gpu) => availableView(yard, gpu, caller.account, filter));
  return json(200, { gpus: found });
}

interface Filter {
  count: number;
  cloud: Cloud;
  countries: string[];
  cuda: string[];
}

function readFilter(query: URLSearchParams): Filter | ReturnType<typeof badRequest> {
  const products = list(query.get("product"));
  if (products.length === 0) return badRequest("product is required with include=AVAILABILITY");
  const count = Number(query.get("count") ?? "1");
  const cloud = query.get("cloud") ?? "SECURE";
  const countries = list(query.get("countryCodes"));
  const exact = list(query.get("cudaVersions"));
  const floor = query.get("minCudaVersion");
  const errors = [
    ...products
      .filter((word) => !["POD", "CLUSTER", "SERVERLESS"].includes(word))
      .map(() => "product: unknown value"),
    ...(Number.isInteger(count) && count >= 1 ? [] : ["count: must be at least 1"]),
    ...(cloud === "SECURE" || cloud === "COMMUNITY" ? [] : ["cloud: unknown value"]),
    ...countries.filter((code) => !/^[A-Z]{2}$/.test(code)).map(() => "countryCodes: malformed"),
    ...exact.filter((version) => !/^\d+\.\d+$/.test(version)).map(() => "cudaVersions: malformed"),
    ...(floor === null || /^\d+(\.\d+)?$/.test(floor) ? [] : ["minCudaVersion: malformed"]),
  ];
  if (errors.length > 0) return invalid(errors);
  if (exact.length > 0 && floor !== null) {
    return badRequest("cudaVersions and minCudaVersion are mutually exclusive");
  }
  const cuda = CUDA.filter((version) =>
    exact.length > 0 ? exact.includes(version) : floor === null || atLeast(version, floor),
  );
  return { count, cloud: cloud === "COMMUNITY" ? "COMMUNITY" : "SECURE", countries, cuda };
}

function availableView(yard: Yard, gpu: Gpu, account: string, filter: Filter) {
  const places = gpu.dataCenters
    .filter(
      (place) => filter.countries.length === 0 || filter.countries.includes(countryOf(place.id)),
    )
    .map(({ id, name }) => ({
      id,
      name,
      availability: levelOf(yard, gpu, filter, id, account),
    }));
  if (filter.countries.length > 0 && places.length === 0) return [];
  const offered = isOffered(gpu, filter.cloud) && maxCount(gpu, filter.cloud) >= filter.count;
  const shown = offered ? places : [];
  const best = (["HIGH", "MEDIUM", "LOW"] as const).find((level) =>
    shown.some((place) => place.availability === level),
  );
  const nvidia = gpu.id.startsWith("NVIDIA") || gpu.id.startsWith("Tesla");
  return [
    {
      ...gpuView(yard, gpu, account),
      availability: best ?? "NONE",
      ...(best ? { dataCenters: shown } : {}),
      ...(nvidia && offered
        ? {
            cudaVersions: filter.cuda.map((version) => ({
              version,
              available: best !== undefined,
            })),
          }
        : {}),
    },
  ];
}

function levelOf(yard: Yard, gpu: Gpu, filter: Filter, place: string, account: string): Level {
  const left = yard.stockLeft(listingId(gpu.id, filter.cloud), place, account);
  const fits = Math.floor(left / filter.count);
  if (fits <= 0) return "NONE";
  if (left < 5) return "LOW";
  return left < 16 ? "MEDIUM" : "HIGH";
}

function gpuView(yard: Yard, gpu: Gpu, account: string) {
  const price = (cloud: Cloud) =>
    isOffered(gpu, cloud)
      ? microsToNumber(yard.market.price(listingId(gpu.id, cloud), account))
      : 0;
  return {
    id: gpu.id,
    name: gpu.name,
    pool: null,
    manufacturer: gpu.id.startsWith("AMD") ? "AMD" : "NVIDIA",
    memory: gpu.memoryGb,
    secure: isOffered(gpu, "SECURE"),
    community: isOffered(gpu, "COMMUNITY"),
    price: { secure: price("SECURE"), community: price("COMMUNITY") },
    maxCount: { secure: maxCount(gpu, "SECURE"), community: maxCount(gpu, "COMMUNITY") },
  };
}

function listDataCenters(yard: Yard, call: TwinCall) {
  const include = list(call.query.get("include"));
  if (include.some((word) => word !== "GPU_AVAILABILITY" && word !== "CPU_AVAILABILITY")) {
    return invalid(["include: unknown value"]);
  }
  const regions = list(call.query.get("regions"));
  const filter: Filter = { count: 1, cloud: "SECURE", countries: [], cuda: [] };
  const found = dataCenters
    .filter((place) => regions.length === 0 || regions.includes(place.region))
    .map(({ id, name, region }) => ({
      id,
      name,
      region,
      globalNetwork: false,
      networkVolumeTypes: ["STANDARD"],
      compliance: ["SOC_2_TYPE_2"],
      ...(include.includes("GPU_AVAILABILITY")
        ? {
            gpuAvailability: gpus
              .filter((gpu) => gpu.dataCenters.some((place) => place.id === id))
              .map((gpu) => ({
                id: gpu.id,
                name: gpu.name,
                availability: levelOf(yard, gpu, filter, id, call.caller.account),
              })),
          }
        : {}),
    }));
  return json(200, { dataCenters: found });
}

function countryOf(dataCenterId: string): string {
  return dataCenters.find((place) => place.id === dataCenterId)?.country ?? "";
}

function list(text: string | null): string[] {
  return (text ?? "").split(",").filter((word) => word !== "");
}

function atLeast(version: string, floor: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [floorMajor = 0, floorMinor = 0] = floor.split(".").map(Number);
  return major > floorMajor || (major === floorMajor && minor >= floorMinor);
}
