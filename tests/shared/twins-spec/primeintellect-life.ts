import { z } from "zod";
import { MINUTE_MS, type SpokenLife, withId } from "./spoken";

const pod = {
  name: "ch-one",
  cloudId: "vm-a100-1",
  gpuType: "A100_80GB",
  socket: "PCIe",
  gpuCount: 1,
  diskSize: 500,
  image: "ubuntu_22_cuda_12",
  dataCenterId: "DAL",
  security: "secure_cloud",
};
const provider = { type: "latitude" };

/** A life at Prime Intellect: what is listed, keys, a pod from its launch to the history. */
const life: SpokenLife["life"] = async (call, advance) => {
  await call("GET", "/availability/gpus?page=1&page_size=100");
  await call("GET", "/availability/gpus?page=1&page_size=100");
  await call("GET", "/availability/gpus?cloud_id=vm-a100-1&gpu_count=1&security=secure_cloud");
  await call("GET", "/availability/gpus?page=0");
  await call("GET", "/availability/gpu-summary");
  await call("POST", "/pods/", { pod, provider });
  const key = { name: "laptop", publicKey: "ssh-ed25519 AAAA me" };
  const { id: sshKeyId } = withId.parse(await call("POST", "/ssh_keys/", key));
  await call("POST", "/ssh_keys/", key);
  await call("POST", "/ssh_keys/", { ...key, publicKey: "nonsense" });
  await call("GET", "/ssh_keys/?offset=0&limit=100");
  const keyed = { ...pod, sshKeyId };
  const { id } = withId.parse(await call("POST", "/pods/", { pod: keyed, provider }));
  await call("POST", "/pods/", { pod: { ...keyed, image: "windows_95" }, provider });
  await call("POST", "/pods/", { pod: { ...keyed, maxPrice: 0.5 }, provider });
  await call("GET", "/pods/", undefined, "wrong");
  for (const minutes of [0, 1, 1]) {
    await advance(minutes * MINUTE_MS);
    await call("GET", "/pods/?offset=0&limit=100");
    await call("GET", `/pods/${id}`);
    await call("GET", `/pods/status?pod_ids=${id}`);
  }
  const { status } = z.object({ status: z.string() }).parse(await call("DELETE", `/pods/${id}`));
  if (status !== "DELETING") throw new Error(`an end was answered with ${status}`);
  await call("GET", `/pods/${id}`);
  await advance(MINUTE_MS);
  await call("GET", `/pods/${id}`);
  await call("DELETE", `/pods/${id}`);
  await call("GET", "/pods/history?offset=0&limit=100");
  const disk = { size: 500, name: "data", country: "US", dataCenterId: "DAL" };
  const made = withId.parse(await call("POST", "/disks/", { disk, provider }));
  await call("POST", "/disks/", { disk: { ...disk, size: 0 }, provider });
  await call("GET", `/availability/gpus?disks=${made.id}`);
  await call("POST", "/pods/", { pod: keyed, provider, disks: [made.id] });
  await call("GET", "/disks/?offset=0&limit=100");
  await call("DELETE", `/disks/${made.id}`);
  await call("GET", `/disks/${made.id}`);
};

export const spoken: SpokenLife = {
  document: { file: "primeintellect.yaml", closed: "top", prefix: "/api/v1" },
  life,
  deviations: [
    {
      pattern: /^(POST|DELETE) \/api\/v1\/\S+ 4\d\d: answer status is not in the document$/,
      reason: "the document names no refusal but 401 and 422; clients know more",
    },
  ],
};
