import { type RecordedServer, startRecordedServer } from "../../contract/recorded-server";

interface Listed {
  readonly name: string;
  readonly brand?: string;
  readonly cents?: number;
  readonly free?: number;
  readonly gpuCount?: number;
  readonly mig?: string;
}

const GIBIBYTE = 2 ** 30;

/** CloudRift played by canned answers, and told to the product as its address. */
export async function startCloudrift(): Promise<RecordedServer> {
  const server = await startRecordedServer();
  process.env.PROVIDER_URLS = JSON.stringify({ cloudrift: server.baseUrl });
  return server;
}

/** The answer that lists these machines, one each in one data centre. */
export function listing(machines: readonly Listed[]) {
  const instance_types = machines.map(({ name, brand = "RTX 4090", mig, ...one }) => ({
    name,
    brand_short: brand,
    manufacturer: "NVIDIA",
    cost_per_hour: 0,
    datacenters: [],
    variants: [
      {
        name,
        cost_per_hour: one.cents ?? 35,
        gpu_count: one.gpuCount ?? 1,
        cpu_count: 10,
        dram: 48 * GIBIBYTE,
        disk: 200 * GIBIBYTE,
        vram: 24 * GIBIBYTE,
        mig_profile: mig ?? null,
        nodes_per_dc: { "us-east-nc-nr-1": 4 },
        available_nodes_per_dc: { "us-east-nc-nr-1": one.free ?? 3 },
      },
    ],
  }));
  return { json: { version: "2025-05-29", data: { instance_types } } };
}
