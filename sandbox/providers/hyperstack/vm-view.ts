import type { TwinCall } from "../twin";
import { environmentView } from "./account-routes";
import { findFlavor } from "./catalog";
import { flavorView } from "./views";
import type { Rule } from "./vm-wire";
import { type Vm, wireTime, type Yard } from "./yard";

const STARTING = new Set(["CREATING", "BUILD"]);

/** A machine as the API answers it: active comes before the address is put to it. */
export function vmView(yard: Yard, vm: Vm, call: TwinCall) {
  const { wire, state } = vm;
  const flavor = findFlavor(wire.flavor, vm.region);
  const environment = yard.environmentsOf(vm.account).find(({ name }) => name === wire.environment);
  const { created_at: _made, ...place } = environment
    ? environmentView(environment, call)
    : { created_at: "" };
  const createdAt = wireTime(vm.createdAtMs, call);
  return {
    id: Number(vm.id),
    name: vm.name,
    status: state === "ADDRESSLESS" ? "ACTIVE" : state,
    power_state: powerOf(state),
    vm_state: stateOf(state),
    fixed_ip: wire.fixedIp,
    ...addressOf(vm),
    port_randomization: wire.isRandom,
    port_randomization_status: wire.isRandom ? "ENABLED" : "DISABLED",
    environment: { ...place, org_id: 1 },
    flavor: flavor && flavorView(flavor),
    image: { name: wire.image },
    keypair: { name: wire.keyName },
    os: wire.image,
    labels: wire.labels,
    features: {},
    volume_attachments: [],
    security_rules: wire.rules.map((rule, index) => ruleView(rule, index, createdAt)),
    locked: false,
    contract_id: null,
    callback_url: null,
    requires_public_ip: wire.ip !== null,
    created_at: createdAt,
  };
}

function addressOf({ wire, state }: Vm) {
  if (wire.ip === null) return { floating_ip: null, floating_ip_status: null };
  if (STARTING.has(state)) return { floating_ip: null, floating_ip_status: "ATTACHING" };
  const isThere = state !== "ADDRESSLESS";
  return { floating_ip: wire.ip, floating_ip_status: isThere ? "ATTACHED" : "ATTACHING" };
}

function powerOf(state: string): string {
  if (STARTING.has(state)) return "NOSTATE";
  return state === "ACTIVE" || state === "ADDRESSLESS" ? "RUNNING" : "SHUTDOWN";
}

function stateOf(state: string): string {
  if (STARTING.has(state)) return "building";
  if (state === "HIBERNATED" || state === "RESTORING") return "shelved_offloaded";
  if (state === "SHUTOFF" || state === "STARTING") return "stopped";
  return state === "ERROR" ? "error" : "active";
}

function ruleView(rule: Rule, index: number, createdAt: string) {
  return { id: index + 1, ...rule, status: "SUCCESS", created_at: createdAt };
}
