import type { TwinCall } from "../twin";
import { diskFacts } from "./disk-routes";
import type { Hall, Vm } from "./hall";

const ADDRESSLESS = new Set(["STATE_CREATING", "STATE_ERROR"]);
const OS_DISK_GIB = 128;

/** A machine as the API answers it; its clock may be off. */
export function vmView(hall: Hall, call: TwinCall, vm: Vm) {
  const skewMs = call.twist?.kind === "clock-skew" ? call.twist.ms : call.settings.clockSkewMs;
  return {
    id: vm.id,
    project_id: call.params.project,
    name: vm.name,
    type: vm.offer,
    location: vm.region,
    state: vm.state,
    billing_type: "On-demand",
    created_at: new Date(vm.createdAtMs + (skewMs ?? 0)).toISOString(),
    updated_at: new Date(vm.stateAtMs).toISOString(),
    maintenance_policy: "unspecified",
    host_channel_adapters: [],
    disks: [osDisk(vm), ...dataDisks(hall, vm)],
    network_interfaces: [interfaceOf(vm)],
  };
}

function osDisk(vm: Vm) {
  const at = new Date(vm.createdAtMs).toISOString();
  return {
    id: vm.wire.osDiskId,
    name: `${vm.name}-os`,
    type: "persistent-ssd",
    size: `${OS_DISK_GIB}GiB`,
    location: vm.region,
    block_size: 4_096,
    created_at: at,
    updated_at: at,
    serial_number: vm.wire.osDiskId.replaceAll("-", "").slice(0, 19).toUpperCase(),
    attachment_type: "os",
    mode: "read-write",
  };
}

function dataDisks(hall: Hall, vm: Vm) {
  return vm.wire.diskIds.flatMap((id) => {
    const disk = hall.disks.find(id);
    if (!disk || disk.gone) return [];
    return [{ ...diskFacts(disk), attachment_type: "data", mode: "read-write" }];
  });
}

function interfaceOf({ id, wire, state }: Vm) {
  const hasAddress = !ADDRESSLESS.has(state);
  return {
    id: `nic-${id}`,
    name: "network-interface-1",
    network: "network-default",
    subnet: "subnet-default",
    interface_type: "ethernet",
    mac_address: "00:00:5e:00:53:af",
    external_dns_name: "",
    ips: hasAddress
      ? [
          {
            private_ipv4: { address: "10.1.2.3" },
            public_ipv4: { id: `ip-${id}`, address: wire.ip, type: "dynamic" },
          },
        ]
      : [],
  };
}
