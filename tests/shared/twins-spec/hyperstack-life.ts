import { z } from "zod";
import { MINUTE_MS, type SpokenLife } from "./spoken";

const vms = "/core/virtual-machines";
const made = z.object({ instances: z.array(z.object({ id: z.number() })).min(1) });

const hyperstack: SpokenLife["life"] = async (call, advance, control) => {
  await call("GET", "/auth/me");
  await call("GET", "/auth/me", undefined, "wrong");
  await call("GET", "/billing/user-credit/credit");
  await call("GET", "/core/flavors?region=NORWAY-1");
  await call("GET", "/core/images?region=NORWAY-1");
  await call("GET", "/core/images?region=MOON-1");
  await call("GET", "/pricebook");
  await call("GET", "/core/environments");
  const environment = { name: "default-NORWAY-1", region: "NORWAY-1" };
  await call("POST", "/core/environments", environment);
  await call("POST", "/core/environments", environment);
  await call("POST", "/core/environments", { ...environment, region: "MOON-1" });
  const pair = {
    name: "laptop",
    environment_name: environment.name,
    public_key: "ssh-ed25519 AAAA me@example.com",
  };
  await call("POST", "/core/keypairs", pair);
  await call("POST", "/core/keypairs", pair);
  await call("POST", "/core/keypairs", { ...pair, public_key: "nonsense" });
  await call("POST", "/core/keypairs", { ...pair, environment_name: "elsewhere" });
  await call("GET", "/core/keypairs?page=1&pageSize=100");
  const order = {
    name: "ch-one",
    environment_name: environment.name,
    image_name: "Ubuntu Server 22.04 LTS R535 CUDA 12.2",
    flavor_name: "n3-L40x1",
    key_name: pair.name,
    count: 1,
    assign_floating_ip: true,
    enable_port_randomization: false,
    security_rules: [
      {
        direction: "ingress",
        ethertype: "IPv4",
        protocol: "tcp",
        remote_ip_prefix: "0.0.0.0/0",
        port_range_min: 22,
        port_range_max: 22,
      },
    ],
    user_data: "#cloud-config\n{}\n",
  };
  const [{ id } = { id: 0 }] = made.parse(await call("POST", vms, order)).instances;
  const one = `${vms}/${id}`;
  await call("POST", vms, order);
  await call("POST", vms, { ...order, name: "ch-two", flavor_name: "n3-none" });
  await control("settings", { quota: 1 });
  await call("POST", vms, { ...order, name: "ch-two" });
  await call("DELETE", one);
  await call("GET", one);
  await advance(2 * MINUTE_MS);
  await call("GET", `${vms}?page=1&pageSize=100`);
  for (const act of ["hard-reboot", "stop", "start", "hibernate", "hibernate-restore"]) {
    await call("GET", `${one}/${act}`);
    await call("GET", `${one}/${act}`);
    await advance(3 * MINUTE_MS);
    await call("GET", one);
  }
  await call("DELETE", one);
  await advance(MINUTE_MS);
  await call("DELETE", one);
  await call("GET", one);
  await call("GET", `${one}/stop`);
};

export const spoken: SpokenLife = {
  document: { file: "hyperstack.yaml", closed: "top", prefix: "" },
  life: hyperstack,
  deviations: [
    {
      pattern: /created_at must match format "date-time"/,
      reason: "the API writes its times without their zone",
    },
    {
      pattern: /\/(callback_url|contract_id|floating_ip|floating_ip_status) must be/,
      reason:
        "a machine without an address, a contract or a callback has none; the document knows no null",
    },
    {
      pattern: /request \/security_rules\/\d+ must have required property 'virtual_machine_id'/,
      reason: "a create has no machine's id yet; the document takes the rule of another call",
    },
    {
      pattern: /^GET \/core\/flavors 200: answer .*\/display_name must be string string$/,
      reason: "most flavors have no name for people; the document knows no null",
    },
    {
      pattern: /^GET \/pricebook 200: answer \/\d+\/(start|end)_time must be string string$/,
      reason: "a price without an end has none; the document knows no null",
    },
  ],
};
