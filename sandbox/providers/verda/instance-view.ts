import { microsToNumber } from "../../money";
import type { TwinCall } from "../twin";
import { findType, type InstanceType } from "./catalog";
import type { Hall, Instance } from "./hall";

const ADDRESSLESS = new Set(["ordered", "provisioning", "validating", "hibernating", "restoring"]);

/** An instance as the API answers it; its clock may be off. */
export function toInstance(hall: Hall, call: TwinCall, one: Instance) {
  const { wire } = one;
  const type = findType(wire.type);
  const skewMs = call.twist?.kind === "clock-skew" ? call.twist.ms : call.settings.clockSkewMs;
  return {
    id: one.id,
    ip: ADDRESSLESS.has(one.state) ? null : wire.ip,
    status: one.state,
    created_at: new Date(one.createdAtMs + (skewMs ?? 0)).toISOString(),
    ...(type && hardwareOf(type)),
    hostname: one.name,
    description: wire.description,
    location: one.region,
    price_per_hour: microsToNumber(BigInt(wire.hourlyMicros)),
    is_spot: wire.isSpot,
    instance_type: wire.type,
    image: wire.image,
    os_name: wire.image,
    startup_script_id: null,
    ssh_key_ids: wire.sshKeyIds,
    os_volume_id: wire.osVolumeId,
    contract: wire.isSpot ? "SPOT" : "PAY_AS_YOU_GO",
    pricing: "FIXED_PRICE",
    volume_ids: hall.volumes
      .values()
      .filter(({ instanceId, deletedAtMs }) => instanceId === one.id && deletedAtMs === null)
      .map(({ id }) => id),
  };
}

/** The parts of a type; memory is that of all GPUs together. */
export function hardwareOf(type: InstanceType) {
  const sum = type.gpuMemoryGb * type.gpus;
  return {
    cpu: { description: `${type.vcpus} CPU`, number_of_cores: type.vcpus },
    gpu: { description: type.gpuDescription, number_of_gpus: type.gpus },
    gpu_memory: { description: sum > 0 ? `${sum}GB GPU RAM` : "", size_in_gigabytes: sum },
    memory: { description: `${type.ramGb}GB RAM`, size_in_gigabytes: type.ramGb },
    storage:
      type.storageGb === null
        ? { description: "dynamic" }
        : { description: `${type.storageGb}GB NVME`, size_in_gigabytes: type.storageGb },
  };
}
