import { describe, expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { matchingAsks, requireLaunchable, toAskSearch } from "@/lib/providers/vastai/ask-search";
import { toLaunchBody } from "@/lib/providers/vastai/launch";

const spec: LaunchSpec = {
  name: "ch-0a1b2c3d-0123456789ab-create-1",
  instanceType: "A100 SXM4/80gb",
  gpuCount: 1,
  region: "US",
  tier: "community",
  image: null,
  diskGb: 50,
  ports: [22, 8888, 8888],
  sshPublicKeys: ["ssh-ed25519 AAAA me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 500_000n,
  volumeId: null,
};

const row = {
  id: 1,
  gpu_name: "A100 SXM4",
  num_gpus: 1,
  gpu_ram: 81_559,
  dph_total: 0.4422,
  min_bid: 0.1333,
  storage_cost: 0.15,
  verification: "verified",
  rentable: true,
  rented: false,
  geolocation: "Texas, US",
  reliability2: 0.99,
  inet_down: 900,
  cpu_arch: "amd64",
  hosting_type: 0,
};
const match = (changes: object, wanted: Partial<LaunchSpec> = {}) =>
  matchingAsks([{ ...row, ...changes }], { ...spec, ...wanted }).map(({ id }) => id);

describe("the search for an ask", () => {
  it("names the GPU with spaces, and with underscores as the command line does", () => {
    expect(toAskSearch(spec, null)).toMatchObject({
      type: "ondemand",
      gpu_name: { in: ["A100 SXM4", "A100_SXM4"] },
      num_gpus: { eq: 1 },
      geolocation: { in: ["US"] },
      order: [
        ["dph_total", "asc"],
        ["reliability2", "desc"],
      ],
    });
    const one = toAskSearch({ ...spec, instanceType: "H200/141gb" }, null);
    expect(one.gpu_name).toEqual({ in: ["H200"] });
  });

  it("is for verified hosts with room for the disk, ports of their own, and disk at our price", () => {
    expect(toAskSearch(spec, null)).toMatchObject({
      verified: { eq: true },
      rentable: { eq: true },
      rented: { eq: false },
      disk_space: { gte: 50 },
      storage_cost: { lte: 0.2 },
      direct_port_count: { gte: 2 },
      allocated_storage: 8,
    });
    expect(toAskSearch({ ...spec, ports: [22] }, null)).not.toHaveProperty("direct_port_count");
  });

  it("is anywhere where no place was chosen, and on one machine for a volume that is there", () => {
    expect(toAskSearch({ ...spec, region: null }, null)).not.toHaveProperty("geolocation");
    expect(toAskSearch(spec, 30_061)).toMatchObject({ machine_id: { eq: 30_061 } });
  });

  it("is among bids for a spot machine", () => {
    const one = toAskSearch({ ...spec, pricingModel: "spot" }, null);
    expect(one).toMatchObject({
      type: "bid",
      order: [
        ["min_bid", "asc"],
        ["reliability2", "desc"],
      ],
    });
  });
});

describe("an ask that will do", () => {
  it("is of the same card, memory, count, country and kind of host", () => {
    expect(match({})).toEqual([1]);
    expect(match({ gpu_ram: 40_960 })).toEqual([]);
    expect(match({ gpu_name: "A100 PCIE" })).toEqual([]);
    expect(match({ num_gpus: 2 })).toEqual([]);
    expect(match({ geolocation: "Texas, MX" })).toEqual([]);
    expect(match({ hosting_type: 1 })).toEqual([]);
    expect(match({ hosting_type: 1 }, { tier: null })).toEqual([1]);
    expect(match({ geolocation: null }, { region: null })).toEqual([1]);
  });

  it("is never dearer than agreed, not by a millionth", () => {
    expect(match({ dph_total: 0.5 })).toEqual([1]);
    expect(match({ dph_total: 0.500001 })).toEqual([]);
  });

  it("is one whose least bid ours reaches, whatever it costs on demand", () => {
    const spot = { pricingModel: "spot", pricePerHourMicros: 133_300n } as const;
    expect(match({ dph_total: 9 }, spot)).toEqual([1]);
    expect(match({ min_bid: 0.133301 }, spot)).toEqual([]);
    expect(match({ min_bid: null }, spot)).toEqual([]);
  });

  it("is on a host that people who do not look closer are happy with", () => {
    expect(match({ reliability2: 0.89 })).toEqual([]);
    expect(match({ inet_down: 99 })).toEqual([]);
    expect(match({ cpu_arch: "arm64" })).toEqual([]);
    expect(match({ cuda_max_good: 11.8 })).toEqual([]);
    expect(match({ verification: "unverified" })).toEqual([]);
    expect(match({ rented: true })).toEqual([]);
  });

  it("is on a host that tells its price of disk, at no more than people were told", () => {
    expect(match({ storage_cost: 0.2 })).toEqual([1]);
    expect(match({ storage_cost: 0.21 })).toEqual([]);
    expect(match({ storage_cost: null })).toEqual([]);
  });

  it("is taken cheapest first; rows that make no sense are passed over", () => {
    const rows = [{ ...row, id: 2, dph_total: 0.48 }, { id: "odd" }, row, { ...row, id: null }];
    expect(matchingAsks(rows, spec).map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe("a Vast.ai launch", () => {
  it("asks for exactly what was chosen, and not to wait for what is gone", () => {
    expect(toLaunchBody(spec)).toEqual({
      image: "vastai/base-image:@vastai-automatic-tag",
      label: spec.name,
      disk: 50,
      runtype: "ssh",
      target_state: "running",
      cancel_unavail: true,
      env: { "-p 8888:8888": "1" },
    });
  });

  it("names a price only to bid, the whole machine's for an hour", () => {
    const bid = { ...spec, pricingModel: "spot", pricePerHourMicros: 1_066_800n } as const;
    expect(toLaunchBody(bid)).toMatchObject({ price: 1.0668 });
  });

  it("puts a volume of the account to it, and takes the least disk where none was chosen", () => {
    expect(
      toLaunchBody({ ...spec, volumeId: "77", diskGb: null, image: "my/image:1" }),
    ).toMatchObject({
      image: "my/image:1",
      disk: 8,
      volume_info: { create_new: false, volume_id: 77, mount_path: "/workspace" },
    });
  });

  it("needs an SSH key and a kind of machine", () => {
    expect(requireLaunchable(spec)).toEqual(spec.sshPublicKeys);
    expect(() => requireLaunchable({ ...spec, sshPublicKeys: [] })).toThrow("invalid-request");
    expect(() => requireLaunchable({ ...spec, instanceType: "A100" })).toThrow("invalid-request");
  });
});
