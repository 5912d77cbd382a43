import { z } from "zod";
import { MINUTE_MS, type SpokenLife, withId } from "./spoken";

const vultr: SpokenLife["life"] = async (call, advance, control) => {
  await call("GET", "/plans?type=all&per_page=500");
  await call("GET", "/plans-metal?per_page=500");
  await call("GET", "/regions");
  await call("GET", "/regions/ewr/availability?type=vcg");
  await call("GET", "/os");
  await call("GET", "/applications");
  await call("GET", "/account");
  await call("GET", "/account", undefined, "wrong");
  const key = z
    .object({ ssh_key: withId })
    .parse(await call("POST", "/ssh-keys", { name: "laptop", ssh_key: "ssh-ed25519 AAAA me" }));
  await call("POST", "/ssh-keys", { name: "laptop", ssh_key: "nonsense" });
  await call("GET", "/ssh-keys?per_page=1");
  const body = {
    region: "ewr",
    plan: "vcg-a100-12c-120g-80vram",
    os_id: 1743,
    label: "ch-one",
    sshkey_id: [key.ssh_key.id],
    activation_email: false,
    tags: ["computehub"],
  };
  const { instance } = z.object({ instance: withId }).parse(await call("POST", "/instances", body));
  await call("POST", "/instances", { ...body, plan: "unknown" });
  await call("POST", "/instances", { ...body, region: "sea" });
  await call("POST", "/instances", body, "sandbox-vultr-readonly");
  await call("GET", `/instances/${instance.id}`);
  await call("POST", `/instances/${instance.id}/halt`);
  await advance(5 * MINUTE_MS);
  await call("GET", "/instances?label=ch-one&per_page=1");
  const { block } = z
    .object({ block: withId })
    .parse(await call("POST", "/blocks", { region: "ewr", size_gb: 50, label: "data" }));
  await advance(MINUTE_MS);
  await call("POST", `/blocks/${block.id}/attach`, { instance_id: instance.id, live: true });
  await call("GET", "/blocks");
  await call("GET", `/blocks/${block.id}`);
  await call("DELETE", `/blocks/${block.id}`);
  await call("POST", `/blocks/${block.id}/detach`, { live: true });
  await call("DELETE", `/blocks/${block.id}`);
  await call("DELETE", `/blocks/${block.id}`);
  for (const verb of ["halt", "start", "reboot"]) {
    await call("POST", `/instances/${instance.id}/${verb}`);
    await advance(MINUTE_MS);
    await call("GET", `/instances/${instance.id}`);
  }
  await control("faults", { fault: { kind: "rate-limited", retryAfterS: 3 } });
  await call("GET", "/instances");
  await call("DELETE", `/instances/${instance.id}`);
  await call("GET", `/instances/${instance.id}`);
  const metalBody = { ...body, os_id: undefined, image_id: "docker", region: "sea" };
  const { bare_metal } = z
    .object({ bare_metal: withId })
    .parse(
      await call("POST", "/bare-metals", { ...metalBody, plan: "vbm-112c-2048gb-8-h100-gpu" }),
    );
  await advance(10 * MINUTE_MS);
  await call("GET", "/bare-metals");
  await call("GET", `/bare-metals/${bare_metal.id}`);
  for (const verb of ["halt", "start", "reboot"]) {
    await call("POST", `/bare-metals/${bare_metal.id}/${verb}`);
  }
  await call("DELETE", `/bare-metals/${bare_metal.id}`);
  await call("DELETE", `/bare-metals/${bare_metal.id}`);
};

export const spoken: SpokenLife = {
  document: { file: "vultr.json", closed: "deep", prefix: "" },
  life: vultr,
  deviations: [
    {
      pattern:
        /^GET \/plans 200: answer .* additional properties (hourly_cost|gpu_type|gpu_vram_gb)$/,
      reason: "recorded answers carry these fields; the document of 2023-12 is older",
    },
    {
      pattern: /^GET \/plans 200: answer .*monthly_cost must be integer integer$/,
      reason: "the monthly cost is the hourly one times 730 hours, which is seldom whole dollars",
    },
    {
      pattern: /^GET \/plans-metal 200: answer .* properties plans_metal$/,
      reason: "recorded answers call the list plans_metal, the document calls it plans",
    },
    {
      pattern: /^GET \/account 401: answer status is not in the document$/,
      reason: "the document lists no refusals; the fact sheet gives their form",
    },
    {
      pattern: /^GET \/instances 429: answer status is not in the document$/,
      reason: "the document lists no limit on calls; issue threads tell of 429",
    },
    {
      pattern: /^POST \/bare-metals 202: answer must NOT have additional properties bare_metal$/,
      reason: "the document's own example answers bare_metal where its schema says baremetal",
    },
    {
      pattern: /^GET \/bare-metals.* 200: answer .* additional properties features$/,
      reason: "the document's own examples of bare metal have features, its schema has none",
    },
  ],
};
