import type { Hall, Instance, InstanceWire } from "./hall";

/** The optional parts of an instance, each left out unless it is asked for. */
export interface Mask {
  with_connection_info?: boolean | null | undefined;
  with_credentials?: boolean | null | undefined;
  with_usage_info?: boolean | null | undefined;
}

const USER = "riftuser";
const LATE = new Set(["Initializing", "Booting"]);
const ENDED = new Set(["Deactivating", "Inactive", "Failed"]);

/** The status that the API tells of a machine; what is on inside is told beside it. */
export function statusOf(one: Instance, nowMs: number): string {
  if (one.gone) return "Inactive";
  if (nowMs < one.wire.settledAtMs && one.wire.seems === "Inactive") return "Inactive";
  if (one.state === "Initializing" || ENDED.has(one.state)) return one.state;
  return "Active";
}

/** Whether a read knows it: one by its id, or a list of those with some status. */
export function isKnown(one: Instance, nowMs: number): boolean {
  if (one.listedFromMs > nowMs) return false;
  return nowMs >= one.wire.settledAtMs || one.wire.seems !== "missing";
}

/** An instance as the API answers it. */
export function toView(hall: Hall, one: Instance, mask: Mask) {
  const { wire } = one;
  const status = statusOf(one, hall.nowMs());
  const isPlaced = !LATE.has(one.state) && status === "Active";
  return {
    id: one.id,
    status,
    // What it will be is told wrongly while it is being made.
    node_mode: isPlaced ? "VirtualMachine" : "Container",
    node_status: "Ready",
    node_id: wire.nodeId,
    instance_name: one.name,
    created_at: new Date(one.createdAtMs).toISOString(),
    containers: [],
    virtual_machines: status === "Active" ? [machineOf(one, mask)] : [],
    ssh_key_auth: wire.sshKeyAuth,
    host_address: mask.with_connection_info && isPlaced ? wire.address : null,
    internal_host_address: mask.with_connection_info && isPlaced ? "10.21.106.99" : null,
    port_mappings: mask.with_connection_info && isPlaced ? mappingsOf(wire) : null,
    ...(mask.with_usage_info && {
      resource_info: {
        cost_per_hour: Number(hall.market.price(one.offer, one.account)) / 10_000,
        instance_type: one.offer,
        provider_name: "Sandbox Compute",
      },
    }),
    ...(status === "Failed" && { failure: failureOf(one) }),
  };
}

/** There are none where the address is its own. */
const mappingsOf = ({ mappings }: InstanceWire) => (mappings.length > 0 ? mappings : null);

function machineOf(one: Instance, mask: Mask) {
  const isLate = LATE.has(one.state);
  return {
    vmid: one.wire.vmid,
    name: `riftvm-${one.wire.vmid}`,
    ready: !isLate,
    state: isLate ? "Running" : one.state,
    login_info:
      mask.with_credentials && !one.wire.sshKeyAuth
        ? { UsernameAndPassword: { username: USER, password: "sandbox-password" } }
        : { Username: { username: USER } },
  };
}

function failureOf(one: Instance) {
  return {
    id: one.wire.nodeId,
    cause: "VmBootFailed",
    user_message: "The virtual machine did not boot",
    occurred_at: new Date(one.stateAtMs).toISOString(),
  };
}
