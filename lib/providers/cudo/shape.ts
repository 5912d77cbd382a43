import type { MachineType } from "./wire";

/** The machine around each GPU that a price is quoted for. */
export interface Shape {
  readonly vcpu: number;
  readonly memoryGib: number;
  readonly storageGib: number;
}

/** What people mostly take, and what is quoted wherever parts are billed beside the GPU. */
const usual = { vcpu: 8, memoryGib: 32, storageGib: 100 };

/**
 * The usual machine around one GPU, or the nearest that the type allows: it limits the vCPUs per
 * GPU and the vCPUs per GiB of memory. `null` where no whole numbers keep within its limits.
 */
export function shapeOf(type: MachineType): Shape | null {
  const vcpu = nearest(
    usual.vcpu,
    Math.max(type.minVcpu, type.minVcpuPerGpu, 1),
    type.maxVcpuPerGpu || Number.POSITIVE_INFINITY,
  );
  if (vcpu === null) return null;
  const memoryGib = nearest(
    usual.memoryGib,
    Math.max(type.minMemoryGib, vcpu / (type.maxVcpuPerMemoryGib || Number.POSITIVE_INFINITY), 1),
    vcpu / type.minVcpuPerMemoryGib,
  );
  return memoryGib === null ? null : { vcpu, memoryGib, storageGib: usual.storageGib };
}

/** How many such machines the type's greatest free host could hold. */
export function roomFor(type: MachineType, shape: Shape): number {
  return Math.floor(
    Math.min(
      type.maxGpuFree,
      type.maxVcpuFree / shape.vcpu,
      type.maxMemoryGibFree / shape.memoryGib,
      type.maxStorageGibFree / shape.storageGib,
    ),
  );
}

/** The whole number nearest to the wanted one within both limits, which a ratio of 0 leaves open. */
function nearest(wanted: number, least: number, most: number): number | null {
  const from = Math.ceil(least);
  const to = Math.floor(most);
  return from > to ? null : Math.min(Math.max(wanted, from), to);
}
