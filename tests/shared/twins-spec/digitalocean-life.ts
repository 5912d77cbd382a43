import { z } from "zod";
import { MINUTE_MS, type SpokenLife } from "./spoken";

const digitalocean: SpokenLife["life"] = async (call, advance, control) => {
  await call("GET", "/sizes?per_page=200&page=2");
  await call("GET", "/regions");
  await call("GET", "/images");
  await call("GET", "/account");
  await call("GET", "/account", undefined, "wrong");
  await call("GET", "/account", undefined, "sandbox-digitalocean-norights");
  await call("GET", "/customers/my/balance");
  const numbered = z.object({ id: z.number() });
  const key = { name: "laptop", public_key: "ssh-ed25519 AAAA me" };
  const added = z.object({ ssh_key: numbered }).parse(await call("POST", "/account/keys", key));
  await call("POST", "/account/keys", key);
  await call("GET", "/account/keys?per_page=200&page=1");
  const body = {
    name: "ch-one",
    region: "tor1",
    size: "gpu-h100x1-80gb",
    image: "gpu-h100x1-base",
    ssh_keys: [added.ssh_key.id],
    tags: ["computehub"],
  };
  const { droplet } = z.object({ droplet: numbered }).parse(await call("POST", "/droplets", body));
  await call("POST", "/droplets", { ...body, name: "under_score" });
  await call("POST", "/droplets", { ...body, region: "nyc1" });
  await call("POST", "/droplets", body, "sandbox-digitalocean-readonly");
  await call("POST", "/droplets", body, "sandbox-digitalocean-quota");
  await call("GET", `/droplets/${droplet.id}`);
  await advance(MINUTE_MS);
  await call("GET", "/droplets?type=gpus&per_page=200&page=1");
  await call("GET", "/droplets");
  for (const type of ["power_on", "shutdown", "shutdown", "power_on", "reboot", "power_off"]) {
    const begun = z
      .object({ action: numbered })
      .safeParse(await call("POST", `/droplets/${droplet.id}/actions`, { type }));
    if (begun.success) await call("GET", `/actions/${begun.data.action.id}`);
    await advance(MINUTE_MS);
  }
  await call("GET", `/droplets/${droplet.id}/actions?per_page=50`);
  await call("GET", `/droplets/${droplet.id}`);
  await control("faults", { fault: { kind: "rate-limited", retryAfterS: 3 } });
  await call("GET", "/droplets");
  await control("faults", { fault: { kind: "server-error", status: 500 } });
  await call("GET", "/droplets");
  await call("DELETE", `/droplets/${droplet.id}`);
  await call("DELETE", `/droplets/${droplet.id}`);
  await call("GET", `/droplets/${droplet.id}`);
};

export const spoken: SpokenLife = {
  document: { file: "digitalocean.json", closed: "top", prefix: "/v2" },
  life: digitalocean,
  deviations: [
    {
      pattern: /answer must NOT have unevaluated properties links$/,
      reason: "our excerpt of the document was cut without its link objects",
    },
    {
      pattern:
        /\/droplet\/status must be equal to one of the allowed values new,active,false,archive$/,
      reason: "the word off was read as a truth value where the document was cut",
    },
  ],
};
