import type { TwinCall } from "../twin";
import { metal, plans } from "./catalog";
import { type Server, wireTime } from "./lot";

/** `status`, `power_status` and `server_status` of each state a server can be in. */
const words: Readonly<Record<string, readonly [string, string, string]>> = {
  pending: ["pending", "running", "none"],
  installing: ["active", "running", "installingbooting"],
  running: ["active", "running", "ok"],
  halting: ["active", "running", "ok"],
  stopped: ["active", "stopped", "ok"],
  starting: ["active", "stopped", "ok"],
  rebooting: ["active", "running", "ok"],
  locked: ["active", "running", "locked"],
  suspended: ["suspended", "stopped", "ok"],
  failed: ["failed", "stopped", "none"],
};

/** A virtual machine as the API answers it; no address while it is pending. */
export function vmView(server: Server, call: TwinCall) {
  const plan = plans.find((one) => one.id === server.offer);
  const [status, power_status, server_status] = words[server.state] ?? ["pending", "", "none"];
  return {
    ...sharedView(server, call),
    os: "Ubuntu 22.04 LTS x64",
    ram: plan?.ram ?? 0,
    disk: plan?.disk ?? 0,
    vcpu_count: plan?.vcpu_count ?? 0,
    main_ip: server.state === "pending" ? "0.0.0.0" : server.wire.ip,
    status,
    power_status,
    server_status,
    allowed_bandwidth: plan?.bandwidth ?? 0,
    internal_ip: "",
    kvm: "https://my.vultr.com/subs/vps/novnc/api.php?data=sandbox",
    hostname: server.wire.hostname,
    firewall_group_id: "",
  };
}

/** Bare metal tells no power state: a halted machine still says `active`. */
export function metalView(server: Server, call: TwinCall) {
  const plan = metal.find((one) => one.id === server.offer);
  const [status] = words[server.state] ?? ["pending"];
  return {
    ...sharedView(server, call),
    os: "Application",
    ram: `${plan?.ram ?? 0} MB`,
    disk: `${plan?.disk_count ?? 0}x ${plan?.disk ?? 0}GB ${plan?.type ?? ""}`,
    cpu_count: (plan?.cpu_threads ?? 0) / 2,
    main_ip: server.state === "pending" ? "" : server.wire.ip,
    status,
    mac_address: 2_199_756_823_533,
  };
}

function sharedView(server: Server, call: TwinCall) {
  const { wire } = server;
  return {
    id: server.id,
    region: server.region,
    plan: server.offer,
    label: server.name,
    date_created: wireTime(server.createdAtMs, call),
    netmask_v4: server.state === "pending" ? "" : "255.255.254.0",
    gateway_v4: server.state === "pending" ? "" : "198.51.100.1",
    os_id: wire.osId,
    app_id: wire.appId,
    image_id: wire.imageId,
    features: [],
    tags: wire.tags,
    user_scheme: wire.userScheme,
  };
}
