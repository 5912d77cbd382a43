import type { Machine } from "../../machines";
import { findType, type InstanceType, regions } from "./catalog";
import type { InstanceConfig } from "./instance-wire";

export type Instance = Machine<InstanceConfig>;

/** An instance as the API answers it; no address while it boots. */
export function toInstance(instance: Instance) {
  const { wire, state } = instance;
  const up = state !== "booting";
  const type = findType(instance.offer);
  return {
    id: instance.id,
    ...(wire.named ? { name: instance.name } : {}),
    ...(up ? { ip: wire.ip, private_ip: wire.privateIp } : {}),
    status: state,
    ssh_key_names: wire.sshKeyNames,
    file_system_names: wire.fileSystems.map(({ name }) => name),
    ...(wire.fileSystems.length > 0
      ? {
          file_system_mounts: wire.fileSystems.map(({ id, mountPoint }) => ({
            mount_point: mountPoint,
            file_system_id: id,
          })),
        }
      : {}),
    region: regions.find((region) => region.name === instance.region) ?? {
      name: instance.region,
      description: instance.region,
    },
    instance_type: type ? typeView(type, wire.priceCents) : undefined,
    hostname: wire.hostname,
    actions: actionsOf(state),
    tags: wire.tags,
    firewall_rulesets: [],
  };
}

export function typeView(type: InstanceType, priceCents: number) {
  return {
    name: type.name,
    description: type.description,
    gpu_description: type.gpuDescription,
    price_cents_per_hour: priceCents,
    specs: {
      vcpus: type.vcpus,
      memory_gib: type.memoryGib,
      storage_gib: type.storageGib,
      gpus: type.gpus,
    },
  };
}

function actionsOf(state: string) {
  const free = { available: true };
  const blocked = (reason_code: string, reason_description: string) => ({
    available: false,
    reason_code,
    reason_description,
  });
  const ended = state === "terminating" || state === "terminated" || state === "preempted";
  const reason =
    state === "booting"
      ? blocked("vm-has-not-launched", "The instance has not launched yet.")
      : ended
        ? blocked("vm-is-terminating", "The instance is terminating.")
        : undefined;
  const usual = reason ?? free;
  return {
    migrate: reason ?? blocked("vm-is-too-old", "The instance cannot be migrated."),
    rebuild: usual,
    restart: usual,
    cold_reboot: usual,
    terminate: ended ? usual : free,
  };
}
