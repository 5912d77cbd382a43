import type { Market } from "../../market";
import { microsToUsd } from "../../money";
import { json } from "../../wire/answer";
import { jsonRefusals } from "../json-refusals";
import { priceTwin } from "../price-twin";
import type { Twin, TwinCall, World } from "../twin";
import { listingId, listings, type MachineType, types } from "./catalog";

/** The numbers that gRPC has for what HTTP says by status. */
const codes: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  429: 8,
  500: 13,
};

/** CUDO Compute: kinds of machines with the price of each part as a decimal string. */
export function cudoTwin(world: World): Twin {
  return priceTwin(world, {
    id: "cudo",
    title: "CUDO Compute",
    mount: "/cudo/v1",
    listings,
    routes: (market) => [
      {
        method: "GET",
        path: "/vms/machine-types-2",
        open: true,
        run: (call) => json(200, { machineTypes: types.map((type) => view(market, call, type)) }),
      },
    ],
    refusals: jsonRefusals((status, message) => ({
      code: codes[status] ?? 2,
      message,
      details: [],
    })),
  });
}

function view(market: Market, call: TwinCall, type: MachineType) {
  const { account } = call.caller;
  const listing = listingId(type);
  return {
    dataCenterId: type.dataCenterId,
    machineType: type.machineType,
    cpuModel: type.cpuModel,
    gpuModel: type.gpuModel,
    gpuModelId: type.gpuModel.toLowerCase().replaceAll(" ", "-"),
    minVcpu: type.minVcpu,
    minMemoryGib: type.minMemoryGib,
    maxVcpuFree: type.maxVcpuFree,
    maxMemoryGibFree: type.maxMemoryGibFree,
    maxGpuFree: market.stock(listing, type.dataCenterId, account),
    maxStorageGibFree: type.maxStorageGibFree,
    minVcpuPerMemoryGib: type.minVcpuPerMemoryGib,
    maxVcpuPerMemoryGib: type.maxVcpuPerMemoryGib,
    minVcpuPerGpu: type.minVcpuPerGpu,
    maxVcpuPerGpu: type.maxVcpuPerGpu,
    vcpuPriceHr: { value: type.vcpuPrice },
    memoryGibPriceHr: { value: type.memoryPrice },
    gpuPriceHr: { value: microsToUsd(market.price(listing, account)) },
    minStorageGibPriceHr: { value: type.storagePrice },
    ipv4PriceHr: { value: type.ipv4Price },
    renewableEnergy: type.renewableEnergy,
  };
}
