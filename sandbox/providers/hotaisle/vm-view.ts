import { findMachine, specsOf } from "./catalog";
import type { Vm } from "./hall";

/** A virtual machine as the API answers it: no state and no price. */
export function toVm(vm: Vm) {
  const machine = findMachine(vm.offer);
  const { ip, port, description } = vm.wire;
  return {
    name: vm.id,
    ip_address: `10.7.${port % 250}.${port % 200}`,
    ssh_access: { ip_address: ip, dns_name: `${vm.id}.example.com`, port },
    ...(description === null ? {} : { description }),
    ...(machine ? specsOf(machine) : {}),
  };
}
