import { z } from "zod";
import { hotaisle } from "./hotaisle-life";
import { vastai } from "./vastai-life";
import { verda } from "./verda-life";

type Call = (method: string, path: string, body?: unknown, key?: string) => Promise<unknown>;
type Advance = (ms: number) => Promise<void>;
type Control = (path: string, body: unknown) => Promise<unknown>;
export type LifeCycle = (call: Call, advance: Advance, control: Control) => Promise<void>;

const MINUTE_MS = 60_000;
const withId = z.object({ id: z.string() });

const runpod: LifeCycle = async (call, advance, control) => {
  await call("GET", "/catalog/gpus");
  await call("GET", "/catalog/gpus?include=AVAILABILITY&product=POD&count=2&cloud=COMMUNITY");
  await call(
    "GET",
    "/catalog/gpus?include=AVAILABILITY&product=POD&countryCodes=US&minCudaVersion=12",
  );
  await call("GET", "/catalog/gpus?include=AVAILABILITY");
  await call("GET", "/catalog/datacenters?include=GPU_AVAILABILITY");
  await call("GET", "/account/ssh-keys");
  await call("PUT", "/account/ssh-keys", {
    keys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 me@example.com"],
  });
  await call("PUT", "/account/ssh-keys", { keys: ["nonsense"] });
  const body = {
    name: "ch-one",
    image: "runpod/pytorch:1.0.2-cu1281-torch280-ubuntu2404",
    gpu: { id: "NVIDIA H100 80GB HBM3", count: 1 },
    cloud: "SECURE",
    disk: 50,
    ports: ["22/tcp", "8888/http"],
    env: { MODEL: "one" },
    mounts: { persistent: { size: 20, path: "/workspace" } },
    dataCenterIds: [],
    startSsh: true,
  };
  const { id } = withId.parse(await call("POST", "/pods", body));
  await call("POST", "/pods", { ...body, surprise: true });
  await call("POST", "/pods", { ...body, gpu: { id: "unknown" } });
  await call("POST", "/pods", body, "sandbox-runpod-readonly");
  await call("POST", "/pods", body, "sandbox-runpod-poor");
  await call("POST", "/pods", body, "wrong");
  await call("GET", `/pods/${id}`);
  await advance(MINUTE_MS);
  await call("GET", "/pods");
  await call("GET", `/pods/${id}`);
  await call("PATCH", `/pods/${id}`, { name: "ch-renamed" });
  for (const action of ["restart", "stop", "stop", "start"]) {
    await call("POST", `/pods/${id}/action`, { action });
    await advance(MINUTE_MS);
    await call("GET", `/pods/${id}`);
  }
  await control("faults", { fault: { kind: "rate-limited", retryAfterS: 3 } });
  await call("GET", "/pods");
  await control("faults", { fault: { kind: "server-error", status: 503 } });
  await call("GET", "/pods");
  await call("GET", `/billing/pods?podId=${id}&bucketSize=hour&lastN=2`);
  await runpodVolumes(call, advance, body);
  await call("GET", `/pods/${id}/logs?tail=5001`);
  await call("GET", "/pods/none/logs");
  await call("POST", `/pods/${id}/action`, { action: "terminate" });
  await call("GET", `/pods/${id}`);
  await call("DELETE", `/pods/${id}`);
  const other = withId.parse(await call("POST", "/pods", body));
  await control(`machines/${other.id}/kill`, { how: "error" });
  await call("GET", `/pods/${other.id}`);
  await call("DELETE", `/pods/${other.id}`);
};

async function runpodVolumes(call: Call, advance: Advance, pod: object): Promise<void> {
  const path = "/network-volumes";
  const wanted = { name: "models", size: 50, dataCenter: "US-WA-1", type: "STANDARD" };
  const { id } = withId.parse(await call("POST", path, wanted));
  await call("POST", path, { ...wanted, size: 1 });
  await call("POST", path, { ...wanted, dataCenter: "nowhere" });
  await call("GET", path);
  await call("GET", `${path}/${id}`);
  await call("PATCH", `${path}/${id}`, { size: 60 });
  await call("PATCH", `${path}/${id}`, { size: 20 });
  const mounts = { network: [{ volumeId: id, path: "/workspace" }] };
  const made = withId.parse(await call("POST", "/pods", { ...pod, mounts }));
  await call("GET", `/pods/${made.id}`);
  await call("GET", "/pods?includeClusterPods=true");
  await call("DELETE", `${path}/${id}`);
  await call("DELETE", `/pods/${made.id}`);
  await advance(MINUTE_MS);
  await call("GET", `/billing/network-volumes?networkVolumeId=${id}&bucketSize=hour&lastN=2`);
  await call("DELETE", `${path}/${id}`);
  await call("DELETE", `${path}/${id}`);
}

const lambda: LifeCycle = async (call, advance, control) => {
  await call("GET", "/instance-types");
  await call("GET", "/instance-types", undefined, "wrong");
  await call("GET", "/regions");
  await call("GET", "/images");
  const key = z
    .object({ data: withId })
    .parse(await call("POST", "/ssh-keys", { name: "laptop", public_key: "ssh-ed25519 AAAA me" }));
  await call("POST", "/ssh-keys", { name: "laptop" });
  await call("POST", "/ssh-keys", { name: "made" });
  await call("GET", "/ssh-keys");
  const body = {
    region_name: "us-west-1",
    instance_type_name: "gpu_1x_a10",
    ssh_key_names: ["laptop"],
    name: "ch-one",
    user_data: "#cloud-config\n",
    image: { family: "lambda-stack-22-04" },
    tags: [{ key: "computehub", value: "ch-one" }],
  };
  const launch = "/instance-operations/launch";
  const disk = z
    .object({ data: withId })
    .parse(await call("POST", "/filesystems", { name: "models", region: "us-west-1" }));
  await call("POST", "/filesystems", { name: "models", region: "us-west-1" });
  await call("GET", "/file-systems");
  const file_system_mounts = [{ mount_point: "/data", file_system_id: disk.data.id }];
  const launched = z
    .object({ data: z.object({ instance_ids: z.array(z.string()) }) })
    .parse(await call("POST", launch, { ...body, file_system_mounts }));
  await call("POST", launch, { ...body, region_name: "us-south-1", file_system_mounts });
  await call("DELETE", `/filesystems/${disk.data.id}`);
  await call("GET", "/file-systems");
  const { instance_ids } = launched.data;
  await call("POST", launch, { ...body, ssh_key_names: ["missing"] });
  await call("POST", launch, { ...body, region_name: "us-east-1" });
  await call("POST", launch, { ...body, name: "x".repeat(65) });
  await call("POST", launch, body, "sandbox-lambda-inactive");
  await control("settings", { quota: 1 });
  await call("POST", launch, body);
  await call("GET", "/instances");
  await advance(MINUTE_MS);
  await call("GET", `/instances/${instance_ids[0]}`);
  await call("POST", `/instances/${instance_ids[0]}`, { name: "ch-renamed" });
  await call("POST", "/instance-operations/restart", { instance_ids });
  await call("POST", "/instance-operations/restart", { instance_ids });
  await advance(MINUTE_MS);
  await control("faults", { fault: { kind: "rate-limited", retryAfterS: null } });
  await call("GET", "/instances");
  await call("POST", "/instance-operations/terminate", { instance_ids });
  await call("GET", "/instances");
  await advance(MINUTE_MS);
  await call("GET", `/instances/${instance_ids[0]}`);
  await call("POST", "/instance-operations/terminate", { instance_ids });
  await call("DELETE", `/filesystems/${disk.data.id}`);
  await call("DELETE", `/filesystems/${disk.data.id}`);
  await call("DELETE", `/ssh-keys/${key.data.id}`);
  await call("DELETE", `/ssh-keys/${key.data.id}`);
};

const vultr: LifeCycle = async (call, advance, control) => {
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

const cloudrift: LifeCycle = async (call) => {
  const version = "2025-05-29";
  const list = (selector: unknown) =>
    call("POST", "/instance-types/list", { version, data: { selector } });
  await list("All");
  await list({ ByServiceAndLocation: { services: ["vm"] } });
  await list({ ByName: ["rtx49-10c-nr.1"] });
  await call("POST", "/providers/list", { version, data: { selector: "All" } });
  await call("POST", "/auth/me");
  await call("POST", "/auth/me", { version });
  await call("POST", "/auth/me", undefined, "wrong");
  await call("POST", "/account/info");
};

const digitalocean: LifeCycle = async (call, advance, control) => {
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

/** A scripted life of each provider's machines: good calls and refused ones. */
export const lifeCycles = {
  runpod,
  lambda,
  vultr,
  cloudrift,
  vastai,
  hotaisle,
  verda,
  digitalocean,
};
