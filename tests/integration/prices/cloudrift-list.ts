import { type RecordedServer, startRecordedServer } from "../../contract/recorded-server";

interface Listed {
  readonly name: string;
  readonly brand?: string;
  readonly cents?: number;
  readonly free?: number;
  readonly gpuCount?: number;
  readonly mig?: string;
  /** The data centres it stands in. */
  readonly places?: readonly string[];
}

const GIBIBYTE = 2 ** 30;

/** CloudRift played by canned answers, and told to the product as its address. */
export async function startCloudrift(): Promise<RecordedServer> {
  const server = await startRecordedServer();
  process.env.PROVIDER_URLS = JSON.stringify({ cloudrift: server.baseUrl });
  return server;
}

const inEach = (places: readonly string[] | undefined, count: number) =>
  Object.fromEntries((places ?? ["us-east-nc-nr-1"]).map((place) => [place, count]));

/** The answer that lists these machines, each in one data centre unless it names more. */
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
        nodes_per_dc: inEach(one.places, 4),
        available_nodes_per_dc: inEach(one.places, one.free ?? 3),
      },
    ],
  }));
  return { json: { version: "2025-05-29", data: { instance_types } } };
}
