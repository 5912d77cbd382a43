import type { TwinCall } from "../twin";
import { type Server, wireId } from "./hall";

const ORGANIZATION = "5b2c1a7e-0000-4000-8000-00000000a0a0";

const allowed: Readonly<Record<string, readonly string[]>> = {
  stopped: ["poweron", "backup"],
  starting: [],
  running: ["poweroff", "terminate", "reboot", "stop_in_place", "backup"],
  stopping: [],
  "stopped in place": ["poweron", "poweroff", "terminate", "backup"],
  locked: [],
};

/** A server as the API answers it. */
export function serverView(server: Server, call: TwinCall) {
  const { wire, state, region: zone } = server;
  const isOpen = wire.ip !== null && (state === "running" || state === "starting");
  const address = isOpen ? addressView(wire.ip) : null;
  const made = wireTime(server.createdAtMs, call);
  return {
    id: wireId(server),
    name: server.name,
    organization: ORGANIZATION,
    project: call.query.get("project") ?? server.account,
    allowed_actions: allowed[state] ?? [],
    tags: wire.tags,
    commercial_type: server.offer,
    creation_date: made,
    modification_date: wireTime(server.stateAtMs, call),
    dynamic_ip_required: true,
    routed_ip_enabled: true,
    enable_ipv6: false,
    hostname: server.name,
    image: { id: wire.image, name: wire.image, arch: "x86_64", zone },
    protected: false,
    private_ip: null,
    public_ip: address,
    public_ips: address ? [address] : [],
    mac_address: "de:00:00:00:00:01",
    state,
    state_detail: state === "running" ? "booted" : "",
    boot_type: "local",
    volumes: Object.fromEntries(
      Object.entries(wire.volumes).map(([place, id]) => [
        place,
        { id, volume_type: "sbs_volume", state: "available", boot: false, zone },
      ]),
    ),
    security_group: { id: "5b2c1a7e-0000-4000-8000-00000000b0b0", name: "Default security group" },
    maintenances: [],
    arch: "x86_64",
    private_nics: [],
    zone,
    filesystems: [],
    end_of_service: false,
    dns: `${wireId(server)}.pub.instances.scw.cloud`,
  };
}

/** It comes and goes with the machine's power. */
const addressView = (address: string | null) => ({
  id: "5b2c1a7e-0000-4000-8000-00000000c0c0",
  address,
  gateway: "62.210.0.1",
  netmask: "32",
  family: "inet",
  dynamic: true,
  provisioning_mode: "dhcp",
  tags: [],
  state: "attached",
});

/** A time as this wire writes it, by the provider's own clock, which may be off. */
export function wireTime(atMs: number, { twist, settings }: TwinCall): string {
  const skewMs = twist?.kind === "clock-skew" ? twist.ms : (settings.clockSkewMs ?? 0);
  return new Date(atMs + skewMs).toISOString().replace("Z", "000+00:00");
}
