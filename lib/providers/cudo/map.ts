import { microsFromNumber } from "@/lib/money";
import type { Availability, ProviderOffer } from "../contract";
import { roomFor, type Shape, shapeOf } from "./shape";
import type { MachineType } from "./wire";

/** One GPU of a machine type in one data centre, with the machine around it; disk is billed too. */
export function toOffers(type: MachineType): ProviderOffer[] | string {
  const shape = shapeOf(type);
  if (shape === null) return "no machine keeps within its limits";
  if (type.gpuPriceHr.value <= 0) return "no price";
  const pricePerHourMicros = priceOf(type, shape);
  if (pricePerHourMicros === null) return "no price";
  const room = roomFor(type, shape);
  return [
    {
      key: `${type.dataCenterId}/${type.machineType}/${type.gpuModel}`,
      instanceType: type.machineType,
      gpuSpelling: type.gpuModel,
      gpuCount: 1,
      maxGpuCount: Math.max(1, room),
      isPartition: false,
      gpuMemoryGb: null,
      vcpu: shape.vcpu,
      ramGb: shape.memoryGib,
      diskGb: shape.storageGib,
      region: type.dataCenterId,
      pricingModel: "on-demand",
      pricePerHourMicros,
      currency: "USD",
      nativePrice: nativePriceOf(type, shape),
      availability: availabilityOf(room),
      tier: null,
    },
  ];
}

/** Rounded once, since parts of a cent per GiB add up. */
function priceOf(type: MachineType, shape: Shape): bigint | null {
  return microsFromNumber(
    type.gpuPriceHr.value +
      type.vcpuPriceHr.value * shape.vcpu +
      type.memoryGibPriceHr.value * shape.memoryGib +
      type.minStorageGibPriceHr.value * shape.storageGib,
  );
}

function nativePriceOf(type: MachineType, shape: Shape): string {
  return [
    `${type.gpuPriceHr.value} USD/GPU-hour`,
    `${shape.vcpu} vCPU x ${type.vcpuPriceHr.value}`,
    `${shape.memoryGib} GiB RAM x ${type.memoryGibPriceHr.value}`,
    `${shape.storageGib} GiB disk x ${type.minStorageGibPriceHr.value}`,
  ].join(" + ");
}

function availabilityOf(room: number): Availability {
  if (room > 1) return "available";
  return room === 1 ? "limited" : "unavailable";
}
