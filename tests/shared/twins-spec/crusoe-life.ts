import { z } from "zod";
import { signed } from "../../integration/sandbox/crusoe-wire";
import { MINUTE_MS, type SpokenLife } from "./spoken";

const key = "sandbox-crusoe-t-lifecycle";
const project = `/projects/${key}`;
const vms = `${project}/compute/vms/instances`;
const disks = `${project}/storage/disks`;
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@example.com";
const begun = z.object({
  operation: z.object({ operation_id: z.string(), metadata: z.object({ id: z.string() }) }),
});

/** A life at Crusoe: every call is signed, and each change is an operation that is asked after. */
const crusoe: SpokenLife["life"] = async (callAs, advance, control) => {
  let nowMs = await advance(0);
  const call = (method: string, path: string, body?: unknown, as: string = key) =>
    callAs(method, path, body, signed(as, method, path, { atMs: nowMs }));
  const pass = async (ms: number) => {
    nowMs = await advance(ms);
  };
  const begin = async (method: string, path: string, body?: unknown) =>
    begun.parse(await call(method, path, body)).operation;

  await call("GET", "/users/identities");
  await callAs(
    "GET",
    "/users/identities",
    undefined,
    signed(key, "GET", "/users/identities", { atMs: 0 }),
  );
  await call("GET", "/organizations/projects?skip_loading_project_resources=true");
  await call("GET", "/organizations/projects");
  await call("POST", "/users/ssh-keys", { name: "me", public_key: publicKey });
  await call("POST", "/users/ssh-keys", { name: "me", public_key: "nonsense" });
  await call("GET", "/users/ssh-keys");
  await call("GET", "/locations");
  await call("GET", "/capacities");
  await call("GET", "/capacities?location=us-east1-a&product_name=l40s-48gb.1x");
  await call("GET", "/compute/images");
  await call("GET", `${project}/compute/vms/types`);
  await call("GET", `${project}/quotas`);

  const newDisk = { size: "100GiB", location: "us-east1-a", type: "persistent-ssd" };
  const disk = await begin("POST", disks, { ...newDisk, name: "one-data", block_size: 4096 });
  await call("POST", disks, { ...newDisk, name: "one-data" });
  await call("GET", `${disks}/operations/${disk.operation_id}`);
  await call("GET", `${disks}/operations?resource_id=${disk.metadata.id}`);
  await pass(MINUTE_MS);
  await call("GET", `${disks}/operations/${disk.operation_id}`);
  await call("GET", `${disks}/${disk.metadata.id}`);
  await call("GET", `${disks}?disk_names=one-data`);

  const body = {
    name: "one",
    type: "l40s-48gb.1x",
    location: "us-east1-a",
    image: "ubuntu22.04-nvidia-pcie-docker:latest",
    ssh_public_key: publicKey,
    disks: [{ disk_id: disk.metadata.id, mode: "read-write", attachment_type: "data" }],
    reservation_specification: { selection_strategy: "on_demand" },
    startup_script: "#!/bin/sh\ntrue\n",
  };
  await call("POST", vms, { ...body, disks: [] });
  await call("POST", vms, body, `${key}-readonly`);
  const made = await begin("POST", vms, body);
  const one = `${vms}/${made.metadata.id}`;
  await call("GET", `${vms}/operations?resource_id=${made.metadata.id}`);
  await call("GET", one);
  await pass(MINUTE_MS);
  await call("GET", `${vms}/operations/${made.operation_id}`);
  await call("GET", `${vms}/operations/unknown`);
  await call("GET", `${vms}?limit=1&names=one`);
  await call("GET", "/projects/another/compute/vms/instances");
  for (const action of ["RESET", "STOP", "START"]) {
    await call("PATCH", one, { action });
    await call("GET", one);
    await pass(MINUTE_MS);
    await call("GET", one);
  }
  await call("PATCH", one, { action: "START" });
  await control("stock", { id: "l40s-48gb.2x", region: "us-east1-a", count: 0 });
  const unmade = await begin("POST", vms, {
    ...body,
    name: "two",
    type: "l40s-48gb.2x",
    disks: [{ ...body.disks[0], disk_id: (await secondDisk()).metadata.id }],
  });
  await pass(MINUTE_MS);
  await call("GET", `${vms}/operations/${unmade.operation_id}`);
  await begin("DELETE", one);
  await call("GET", one);
  await call("DELETE", one);
  await pass(MINUTE_MS);
  await call("GET", one);
  await begin("DELETE", `${disks}/${disk.metadata.id}`);
  await call("DELETE", `${disks}/${disk.metadata.id}`);

  async function secondDisk() {
    const second = await begin("POST", disks, { ...newDisk, name: "two-data" });
    await pass(MINUTE_MS);
    return second;
  }
};

export const spoken: SpokenLife = {
  document: { file: "crusoe.json", closed: "deep", prefix: "" },
  life: crusoe,
  deviations: [
    {
      pattern: /^(GET|DELETE) \S+ 404: answer status is not in the document$/,
      reason: "the document lists no 404 for machines, disks and operations; clients meet them",
    },
    {
      pattern: /^GET \S+\/instances 403: answer status is not in the document$/,
      reason: "what another's project is answered with is told for other calls alone",
    },
    {
      pattern: /^DELETE \S+ 400: answer status is not in the document$/,
      reason: "how an end that cannot be is refused is told nowhere",
    },
  ],
};
