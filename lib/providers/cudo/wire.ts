import { z } from "zod";

/** Rows stay unread here: one row of a new shape must not hide the others. */
export const machineTypeList = z.object({ machineTypes: z.array(z.unknown()) });

const whole = z.number().int().nonnegative();
const ratio = z.number().nonnegative();

/** A decimal is a string, which may have an exponent. */
const price = z.object({
  value: z
    .string()
    .regex(/^\+?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/)
    .transform(Number),
});

/** A kind of machine in one data centre; prices are dollars per hour of one unit of each part. */
export const machineType = z.object({
  dataCenterId: z.string().min(1),
  machineType: z.string().min(1),
  gpuModel: z.string().min(1),
  minVcpu: whole,
  minMemoryGib: whole,
  maxVcpuFree: whole,
  maxMemoryGibFree: whole,
  maxGpuFree: whole,
  maxStorageGibFree: whole,
  minVcpuPerMemoryGib: ratio,
  maxVcpuPerMemoryGib: ratio,
  minVcpuPerGpu: ratio,
  maxVcpuPerGpu: ratio,
  vcpuPriceHr: price,
  memoryGibPriceHr: price,
  gpuPriceHr: price,
  minStorageGibPriceHr: price,
});

/** Enough of any machine type to know that it has no GPU. */
export const withoutGpu = z.object({ gpuModel: z.literal("").nullish() });

export type MachineType = z.infer<typeof machineType>;
