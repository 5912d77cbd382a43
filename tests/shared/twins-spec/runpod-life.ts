import { type Advance, type Call, MINUTE_MS, type SpokenLife, withId } from "./spoken";

const runpod: SpokenLife["life"] = async (call, advance, control) => {
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

export const spoken: SpokenLife = {
  document: { file: "runpod-v2.json", closed: "top", prefix: "/v2" },
  life: runpod,
  deviations: [],
};
