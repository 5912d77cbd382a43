import { describe, expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";
import type { LambdaClient } from "@/lib/providers/lambda/client";
import { ensureSshKey } from "@/lib/providers/lambda/ensure-ssh-key";
import {
  readDescription,
  requireLaunchable,
  toInstance,
  toLaunchBody,
  toOffers,
  toVolume,
} from "@/lib/providers/lambda/map";
import {
  fileSystemList,
  instance,
  instanceTypeItem,
  type SshKey,
} from "@/lib/providers/lambda/wire";
import fileSystems from "../../fixtures/providers/lambda/file-systems.json";
import instanceFixture from "../../fixtures/providers/lambda/instance.json";

const spec: LaunchSpec = {
  name: "ch-abc-1",
  instanceType: "gpu_1x_a10",
  gpuCount: 1,
  region: "us-west-1",
  tier: null,
  image: null,
  diskGb: null,
  ports: [],
  sshPublicKeys: ["ssh-ed25519 AAAA me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 440_000n,
  volumeId: null,
};

describe("Lambda descriptions", () => {
  it.each([
    ["8x H100 (80 GB SXM5)", "H100 SXM5", 80],
    ["1x GH200 (96 GB)", "GH200", 96],
    ["8x Tesla V100 (16 GB)", "Tesla V100", 16],
    ["1x A100 (40GB PCIe)", "A100 PCIe", 40],
  ])("read %s", (text, spelling, memoryGb) => {
    expect(readDescription(text)).toEqual({ spelling, memoryGb });
  });

  it("leave any other text alone", () => {
    expect(readDescription("H100")).toBeNull();
  });
});

describe("Lambda offers", () => {
  const item = (cents: number, gpus: number, regions: string[]) =>
    instanceTypeItem.parse({
      instance_type: {
        name: "gpu_8x_a100",
        description: "8x A100 (40 GB SXM4)",
        price_cents_per_hour: cents,
        specs: { vcpus: 124, memory_gib: 1800, storage_gib: 6144, gpus },
      },
      regions_with_capacity_available: regions.map((name) => ({ name })),
    });

  it("price the whole machine, once per region with capacity", () => {
    const offers = toOffers(item(1592, 8, ["us-west-1", "us-east-1"]));
    expect(offers).toMatchObject([
      { pricePerHourMicros: 15_920_000n, gpuCount: 8, maxGpuCount: 8, region: "us-west-1" },
      { region: "us-east-1", availability: "available" },
    ]);
  });

  it("tell the GPU by its description, since one type name stands for more than one", () => {
    const cards = ["1x A100 (40 GB PCIe)", "1x A100 (40 GB SXM4)"].map((description) => {
      const one = item(129, 1, ["us-west-1"]);
      const type = { ...one.instance_type, name: "gpu_1x_a100", description };
      return toOffers({ ...one, instance_type: type });
    });
    expect(cards).toMatchObject([[{ gpuSpelling: "A100 PCIe" }], [{ gpuSpelling: "A100 SXM4" }]]);
  });

  it("keep a sold-out type as unavailable", () => {
    expect(toOffers(item(1592, 8, []))).toMatchObject([
      { region: null, availability: "unavailable" },
    ]);
  });

  it("leave out machines without GPUs and refuse a type without a price", () => {
    expect(toOffers(item(20, 0, ["us-east-1"]))).toEqual([]);
    expect(toOffers(item(0, 8, ["us-east-1"]))).toBe("no price");
  });
});

describe("a Lambda launch", () => {
  it("names one region, one key and the machine", () => {
    expect(toLaunchBody(spec, "laptop")).toEqual({
      region_name: "us-west-1",
      instance_type_name: "gpu_1x_a10",
      ssh_key_names: ["laptop"],
      name: "ch-abc-1",
    });
  });

  it("leaves the image to Lambda, which knows the machine's processor: GH200 is arm64", () => {
    const body = toLaunchBody({ ...spec, instanceType: "gpu_1x_gh200" }, "laptop");
    expect(body).toMatchObject({ instance_type_name: "gpu_1x_gh200" });
    expect(body).not.toHaveProperty("image");
  });

  it("puts a file system of the account to it", () => {
    expect(toLaunchBody({ ...spec, volumeId: "fs-1" }, "laptop")).toMatchObject({
      file_system_mounts: [{ file_system_id: "fs-1", mount_point: "/data" }],
    });
  });

  it("has room for the longest name the engine gives", () => {
    const name = "ch-abcdefgh-abcdefghijkl-create-1";
    expect(requireLaunchable({ ...spec, name })).toBe(spec.sshPublicKeys[0]);
  });

  it.each([
    ["a name over 64 characters", { name: "n".repeat(65) }],
    ["no region", { region: null }],
    ["no SSH key", { sshPublicKeys: [] }],
  ])("with %s is refused before anything is sent", (_name, changes) => {
    expect(() => requireLaunchable({ ...spec, ...changes })).toThrow(ProviderError);
  });
});

describe("a Lambda machine", () => {
  it.each([
    ["booting", "provisioning"],
    ["active", "running"],
    ["unhealthy", "failed"],
    ["terminating", "terminating"],
    ["terminated", "terminated"],
    ["preempted", "terminated"],
    ["migrating", "unknown"],
  ])("that says %s is %s", (status, ours) => {
    const machine = instance.parse({ ...instanceFixture.data, status });
    expect(toInstance(machine)).toMatchObject({ status: ours, nativeStatus: status });
  });

  it("that was taken away for another says so", () => {
    const toMachine = (status: string) =>
      toInstance(instance.parse({ ...instanceFixture.data, status }));
    expect(toMachine("preempted")).toMatchObject({ isPreempted: true, ratePerHourMicros: null });
    expect(toMachine("terminated")).toMatchObject({ isPreempted: false });
  });

  it("that is unhealthy still costs, since nothing says that it does not", () => {
    const machine = instance.parse({ ...instanceFixture.data, status: "unhealthy" });
    expect(toInstance(machine).ratePerHourMicros).toBe(1_290_000n);
  });

  it("has no address while it boots", () => {
    const { ip: _ip, ...booting } = instanceFixture.data;
    expect(toInstance(instance.parse(booting)).ssh).toBeNull();
    expect(toInstance(instance.parse(instanceFixture.data)).ssh).toEqual({
      host: "198.51.100.2",
      port: 22,
      user: "ubuntu",
    });
  });
});

describe("a Lambda file system", () => {
  const [shared, empty] = fileSystemList.parse(fileSystems).data.map((one) =>
    toVolume(one, [
      instance.parse({ ...instanceFixture.data, file_system_names: ["my-filesystem"] }),
      instance.parse({
        ...instanceFixture.data,
        id: "elsewhere",
        region: { name: "us-east-1" },
        file_system_names: ["my-filesystem"],
      }),
    ]),
  );

  it("is as large as what it holds, and hangs on the machines of its region that name it", () => {
    expect(shared).toEqual({
      id: "398578a2336b49079e74043f0bd2cfe8",
      name: "my-filesystem",
      sizeGb: 13,
      region: "us-west-1",
      attachedTo: [instanceFixture.data.id],
      ratePerHourMicros: null,
      createdAt: new Date("2026-05-01T12:00:00Z"),
      nativeStatus: "in use",
    });
  });

  it("without an estimate holds nothing yet", () => {
    expect(empty).toMatchObject({ sizeGb: 0, attachedTo: [], nativeStatus: "not in use" });
  });
});

describe("the SSH key a Lambda launch needs", () => {
  const stored: SshKey[] = [];
  const key = (name: string, publicKey: string) => ({ id: name, name, public_key: publicKey });
  const account = (keys: typeof stored, add: (body: unknown) => void = () => {}) => {
    const client: Pick<LambdaClient, "sshKeys" | "addSshKey"> = {
      sshKeys: async () => ({ data: [...keys] }),
      addSshKey: async (_credentials, body) => {
        add(body);
        return { data: key("ch-new", "") };
      },
    };
    return client;
  };

  const ensure = (client: Parameters<typeof ensureSshKey>[0], publicKey: string) =>
    ensureSshKey(client, {}, { publicKey, context: {} });

  it("is reused under the name it has, whatever its comment says", async () => {
    const client = account([key("laptop", "ssh-ed25519  AAAA other@work\n")]);
    expect(await ensure(client, "ssh-ed25519 AAAA me@home")).toBe("laptop");
  });

  it("is added under a name made of its hash, the same every time", async () => {
    const bodies: unknown[] = [];
    const client = account([key("laptop", "ssh-ed25519 BBBB")], (body) => {
      bodies.push(body);
    });
    await ensure(client, "ssh-ed25519 AAAA me@home");
    await ensure(client, "ssh-ed25519 AAAA me@work");
    expect(bodies).toMatchObject([
      { name: expect.stringMatching(/^ch-[0-9a-f]{16}$/), public_key: "ssh-ed25519 AAAA me@home" },
      { name: expect.stringMatching(/^ch-[0-9a-f]{16}$/) },
    ]);
    expect(new Set(bodies.map((body) => Object(body).name)).size).toBe(1);
  });

  it("is found again when another launch added it at the same moment", async () => {
    const keys: typeof stored = [];
    const client = account(keys, () => {
      keys.push(key("ch-theirs", "ssh-ed25519 AAAA"));
      throw new ProviderError("invalid-request", { status: 400 });
    });
    expect(await ensure(client, "ssh-ed25519 AAAA me@home")).toBe("ch-theirs");
  });

  it("fails as the provider said when the key still is not there", async () => {
    const client = account([], () => {
      throw new ProviderError("quota", { status: 400 });
    });
    await expect(ensure(client, "ssh-ed25519 AAAA")).rejects.toMatchObject({
      kind: "quota",
    });
  });
});
