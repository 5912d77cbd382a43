import type { LaunchSpec } from "@/lib/providers/contract";
import { createVastai } from "@/lib/providers/vastai";
import { freshKey, rootOf, wireTo } from "../sandbox/wire";

export const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest me@home";
/** What is launched at Vast.ai unless a test says otherwise: its cheapest RTX 4090 in the USA. */
export const spec: LaunchSpec = {
  name: "ch-0a1b2c3d-0123456789ab-create-1",
  instanceType: "RTX 4090/24gb",
  gpuCount: 1,
  region: "US",
  tier: "community",
  image: null,
  diskGb: 50,
  ports: [22, 8888],
  sshPublicKeys: [publicKey],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 134_800n,
  volumeId: null,
};

/** An account of its own, and the adapter before the sandbox at `url`. */
export function vastaiAccount(url: string, apiKey = freshKey("vastai")) {
  const adapter = createVastai({
    baseUrl: `${url}${rootOf("vastai")}`,
    hosts: { logs: `${url}/vastai/logs` },
    pace: 100,
  });
  const { instances, keys, volumes, prices } = adapter;
  const { stop, start, restart, logs, billed } = instances ?? {};
  if (!instances || !keys || !volumes || !prices || !stop || !start || !restart) {
    throw new Error("a face is missing");
  }
  const credentials = { apiKey };
  const wire = wireTo(url, "vastai", apiKey);
  const launch = (changes: Partial<LaunchSpec> = {}) =>
    instances.launch(credentials, { ...spec, ...changes }, {});
  const get = (id: string) => instances.get(credentials, id, {});
  return {
    instances,
    keys,
    volumes,
    prices,
    stop,
    start,
    restart,
    logs,
    billed,
    credentials,
    wire,
    launch,
    get,
  };
}
