import { describe, expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { DEFAULT_IMAGE, toCreateBody, toInstance, toOffers } from "@/lib/providers/runpod/map";
import { toSshKey, toVolume } from "@/lib/providers/runpod/map-account";
import { gpuType, networkVolume, pod } from "@/lib/providers/runpod/wire";
import volumesFixture from "../../fixtures/providers/runpod/network-volumes.json";
import podFixture from "../../fixtures/providers/runpod/pod.json";

const gpu = (changes: object) =>
  gpuType.parse({
    id: "NVIDIA H100 80GB HBM3",
    memory: 80,
    secure: true,
    community: true,
    price: { secure: 3.29, community: 2.69 },
    maxCount: { secure: 8, community: 4 },
    availability: "HIGH",
    ...changes,
  });
const machine = (changes: object) => toInstance(pod.parse({ ...podFixture, ...changes }));
const spec: LaunchSpec = {
  name: "ch-abc-1",
  instanceType: "NVIDIA L4",
  gpuCount: 1,
  region: null,
  tier: "community",
  image: "my/image:1",
  diskGb: null,
  ports: [],
  sshPublicKeys: [],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 440_000n,
  volumeId: null,
};

describe("RunPod offers", () => {
  it("price one card in each tier, up to the count that tier sells", () => {
    const [secure] = toOffers(gpu({}), "SECURE");
    const [community] = toOffers(gpu({}), "COMMUNITY");
    expect(secure).toMatchObject({
      pricePerHourMicros: 3_290_000n,
      maxGpuCount: 8,
      tier: "secure",
    });
    expect(community).toMatchObject({ pricePerHourMicros: 2_690_000n, maxGpuCount: 4 });
  });

  it("leave out a tier that does not sell the card, whatever its price says", () => {
    expect(toOffers(gpu({ community: false }), "COMMUNITY")).toEqual([]);
    expect(toOffers(gpu({ price: { secure: 0, community: null } }), "SECURE")).toEqual([]);
    expect(toOffers(gpu({ price: { secure: 0, community: null } }), "COMMUNITY")).toEqual([]);
  });

  it("name a data centre for secure machines only", () => {
    const dataCenters = [{ id: "US-KS-2", availability: "LOW" }];
    expect(toOffers(gpu({ dataCenters }), "SECURE")[0]).toMatchObject({
      region: "US-KS-2",
      availability: "limited",
    });
    expect(toOffers(gpu({ dataCenters }), "COMMUNITY")[0]).toMatchObject({ region: null });
  });

  it("call a stock word of the future unknown, and a maximum of none unavailable", () => {
    const [odd] = toOffers(gpu({ availability: "PLENTY" }), "SECURE");
    expect(odd?.availability).toBe("unknown");
    const [none] = toOffers(gpu({ maxCount: { secure: 0, community: 0 } }), "SECURE");
    expect(none).toMatchObject({ availability: "unavailable", maxGpuCount: 1 });
  });
});

describe("a RunPod launch", () => {
  it("asks for exactly what was chosen", () => {
    expect(toCreateBody(spec)).toEqual({
      name: "ch-abc-1",
      image: "my/image:1",
      gpu: { id: "NVIDIA L4", count: 1 },
      cloud: "COMMUNITY",
      disk: 20,
      ports: ["22/tcp"],
      startSsh: true,
    });
  });

  it("has the disk asked for as a mount, since a restart wipes the container's own", () => {
    const { disk, mounts } = toCreateBody({ ...spec, diskGb: 300 });
    expect(mounts).toEqual({ persistent: { size: 300, path: "/workspace" } });
    expect(disk).toBe(20);
  });

  it("brings the SSH key by PUBLIC_KEY, the disk as a mount and each port once", () => {
    const body = toCreateBody({
      ...spec,
      image: null,
      region: "EU-RO-1",
      tier: "secure",
      diskGb: 40,
      ports: [22, 8888],
      sshPublicKeys: ["ssh-ed25519 AAAA"],
    });
    expect(body).toMatchObject({
      image: DEFAULT_IMAGE,
      cloud: "SECURE",
      env: { PUBLIC_KEY: "ssh-ed25519 AAAA" },
      mounts: { persistent: { size: 40, path: "/workspace" } },
      ports: ["22/tcp", "8888/http"],
      dataCenterIds: ["EU-RO-1"],
    });
  });
});

describe("a network volume at RunPod", () => {
  const volume = (changes: object) =>
    networkVolume.parse({ ...volumesFixture.networkVolumes[0], ...changes });
  const rate = (size: number) => toVolume(volume({ size }), []).ratePerHourMicros;

  it("takes the place of the pod's own disk", () => {
    expect(toCreateBody({ ...spec, diskGb: 40, volumeId: "2q9m7x4c" })).toMatchObject({
      mounts: { network: [{ volumeId: "2q9m7x4c", path: "/workspace" }] },
    });
  });

  it("costs 7 cents a GB and month, 5 from the second terabyte on", () => {
    expect(rate(100)).toBe(9_589n);
    expect(rate(1_000)).toBe(95_890n);
    expect(rate(2_000)).toBe(164_384n);
  });

  it("of the fast kind has no published price", () => {
    expect(toVolume(volume({ type: "HIGH_PERFORMANCE" }), []).ratePerHourMicros).toBeNull();
  });

  it("hangs on the pods that mount it", () => {
    const on = pod.parse({
      ...podFixture,
      mounts: { network: [{ volumeId: "2q9m7x4c", path: "/workspace" }] },
    });
    const other = pod.parse({ ...podFixture, id: "other" });
    expect(toVolume(volume({}), [on, other]).attachedTo).toEqual([on.id]);
    expect(toInstance(on).ratePerHourMicros).toBe(440_000n);
  });
});

describe("an SSH key of a RunPod account", () => {
  it("is told by its type and body; its comment is its name", () => {
    expect(toSshKey("ssh-ed25519  AAAA me at home\n")).toMatchObject({
      id: "ssh-ed25519 AAAA",
      name: "me at home",
    });
    expect(toSshKey("ssh-ed25519 AAAA").name).toBeNull();
  });
});

describe("a RunPod pod", () => {
  it.each([
    ["PROVISIONING", "provisioning"],
    ["STARTING", "provisioning"],
    ["RUNNING", "running"],
    ["EXITED", "stopped"],
    ["ERROR", "failed"],
    ["TERMINATED", "terminated"],
    ["running", "unknown"],
  ])("that says %s is %s", (status, ours) => {
    expect(machine({ status })).toMatchObject({ status: ours, nativeStatus: status });
  });

  it("that came back without its GPUs has failed", () => {
    expect(machine({ gpu: { count: 0 } }).status).toBe("failed");
  });

  it("costs its GPUs and its disk while running, its disk at twice the price when stopped", () => {
    expect(machine({}).ratePerHourMicros).toBe(440_000n + 6_849n);
    expect(machine({ status: "EXITED", cost: 0 }).ratePerHourMicros).toBe(13_699n);
    expect(machine({ status: "EXITED", cost: 0, mounts: {} }).ratePerHourMicros).toBe(0n);
    expect(machine({ status: "TERMINATED", cost: 0 }).ratePerHourMicros).toBeNull();
    expect(machine({ cost: 0 }).ratePerHourMicros).toBeNull();
  });

  it("is reached directly where it can be, else through the proxy, and only while running", () => {
    expect(machine({}).ssh).toEqual({ host: "195.26.233.3", port: 34446, user: "root" });
    const ssh = { ...podFixture.ssh, direct: null };
    expect(machine({ ssh }).ssh).toMatchObject({ host: "ssh.runpod.io", port: 22 });
    expect(machine({ ssh: { proxy: null, direct: null } }).ssh).toBeNull();
    expect(machine({ status: "EXITED" }).ssh).toBeNull();
  });

  it("shows where each open port is reached", () => {
    expect(machine({}).ports).toEqual([
      { internal: 22, external: "195.26.233.3:34446" },
      { internal: 8888, external: "https://7h9k2m4n6p-8888.proxy.runpod.net" },
    ]);
    expect(machine({ runtime: null }).ports).toEqual([]);
    expect(machine({ runtime: { ports: [{ private: 22, type: "tcp" }, {}] } }).ports).toEqual([]);
  });
});
