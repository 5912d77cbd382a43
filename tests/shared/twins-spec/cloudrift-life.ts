import { z } from "zod";
import { MINUTE_MS, type SpokenLife } from "./spoken";

const version = "2026-09-08";
const image = "https://storage.example.com/cloudrift-vm-disks/disks/ubuntu-noble-server-gpu.img";
const rented = z.object({ data: z.object({ instance_ids: z.array(z.string()) }) });

/** What is sold, and the life of one machine, each call with its version before its data. */
const cloudrift: SpokenLife["life"] = async (callAs, advance) => {
  const call = (path: string, data: unknown, key?: string) =>
    callAs("POST", path, { version, data }, key);
  const types = (selector: unknown) => call("/instance-types/list", { selector });
  await types("All");
  await types({ ByServiceAndLocation: { services: ["vm"] } });
  await types({ ByName: ["rtx49-10c-nr.1"] });
  await call("/providers/list", { selector: "All" });
  await callAs("POST", "/recipes/list");
  await callAs("POST", "/recipes/list", { version, data: {} });
  await callAs("POST", "/auth/me");
  await callAs("POST", "/auth/me", { version });
  await callAs("POST", "/auth/me", undefined, "wrong");
  await callAs("POST", "/account/info");
  await callAs("POST", "/account/info", { version, data: {} });

  const rent = async (datacenter: string, instance_type: string, key?: string) => {
    const selector = { ByInstanceTypeAndLocation: { instance_type, datacenters: [datacenter] } };
    const VirtualMachine = {
      image_url: image,
      ssh_key: { PublicKeys: ["ssh-ed25519 AAAA me@example.com"] },
      cloudinit_commands: "#!/bin/bash\necho ready\n",
    };
    const data = { selector, config: { VirtualMachine }, with_public_ip: true, name: "ch-one" };
    return rented.safeParse(await call("/instances/rent", data, key)).data?.data.instance_ids[0];
  };
  const here = "us-east-nc-nr-1";
  const id = await rent(here, "rtx59-16c-nr.1");
  await rent("ap-east-tw-kn-1", "rtx49-10c-kn.1");
  await rent(here, "rtx49-10c-nr.2");
  await rent(here, "no-such-type");
  await rent(here, "rtx59-16c-nr.1", "sandbox-cloudrift-poor");
  await rent(here, "rtx59-16c-nr.1", "sandbox-cloudrift-full");

  const one = { selector: { ById: [id] } };
  const everything = {
    with_connection_info: true,
    with_credentials: true,
    with_hardware_info: true,
    with_usage_info: true,
  };
  const look = () => call("/instances/list", { ...one, mask: everything });
  await look();
  await advance(5 * MINUTE_MS);
  await look();
  const statuses = ["Initializing", "Active", "Deactivating", "Failed"];
  await call("/instances/list", { selector: { ByStatus: { statuses, limit: 10 } } });
  for (const verb of ["reset", "stop", "stop", "start", "pause", "resume"]) {
    await call(`/instances/${verb}`, one);
    await advance(MINUTE_MS);
    await look();
  }
  await call("/instances/terminate", one);
  await look();
  await call("/instances/terminate", one);
  await advance(MINUTE_MS);
  await look();
};

const unknownBody = "has a body the document does not know";

export const spoken: SpokenLife = {
  document: { file: "cloudrift.json", closed: "deep", prefix: "/api/v1" },
  life: cloudrift,
  deviations: ["auth/me", "account/info", "recipes/list"].map((path) => ({
    pattern: new RegExp(`^POST /api/v1/${path} 200: request ${unknownBody}$`),
    reason: "clients send the version here as everywhere; the document names no body for it",
  })),
};
