import { describe, expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";
import {
  kindOfPlan,
  readMachineId,
  requireVm,
  writeMachineId,
} from "@/lib/providers/vultr/machine-id";
import { bareMetal, block, metalMade, vm } from "@/lib/providers/vultr/machine-wire";
import {
  metalToInstance,
  requireLaunchable,
  toBalance,
  toKeyFacts,
  toLaunchBody,
  toVolume,
  vmToInstance,
} from "@/lib/providers/vultr/machines";
import { toMetalOffers, toPlanOffers } from "@/lib/providers/vultr/map";
import { kindOfRefusal } from "@/lib/providers/vultr/refusal";
import metalFixture from "../../fixtures/providers/vultr/bare-metals.json";
import blockFixture from "../../fixtures/providers/vultr/block.json";
import vmFixture from "../../fixtures/providers/vultr/instance.json";

const spec: LaunchSpec = {
  name: "ch-test0001-abcdefgh0123-create-1",
  instanceType: "vcg-a100-12c-120g-80vram",
  gpuCount: 1,
  region: "ewr",
  tier: null,
  image: "my/image:1",
  diskGb: 50,
  ports: [8888],
  sshPublicKeys: ["ssh-ed25519 AAAA me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 2_397_000n,
  volumeId: null,
};
const machine = (changes: object) => vmToInstance(vm.parse({ ...vmFixture.instance, ...changes }));
const [metalRow] = metalFixture.bare_metals;
const metal = (changes: object) => metalToInstance(bareMetal.parse({ ...metalRow, ...changes }));

describe("a Vultr virtual machine's state", () => {
  it.each([
    ["pending", "running", "none", "provisioning"],
    ["resizing", "stopped", "ok", "provisioning"],
    ["suspended", "stopped", "ok", "failed"],
    ["failed", "stopped", "none", "failed"],
    ["active", "running", "none", "provisioning"],
    ["active", "running", "installingbooting", "provisioning"],
    ["active", "running", "locked", "provisioning"],
    ["active", "stopped", "locked", "provisioning"],
    ["active", "running", "ok", "running"],
    ["active", "stopped", "ok", "stopped"],
    ["active", "paused", "ok", "unknown"],
    ["active", "running", "degraded", "unknown"],
    ["migrating", "running", "ok", "unknown"],
  ])("%s, %s and %s is %s", (status, power_status, server_status, ours) => {
    expect(machine({ status, power_status, server_status }).status).toBe(ours);
  });

  it("keeps all three of Vultr's words once it is active, the one that counts before", () => {
    expect(machine({ server_status: "locked" }).nativeStatus).toBe("active/running/locked");
    expect(machine({ status: "suspended" }).nativeStatus).toBe("suspended");
  });

  it("is not read from an answer that lacks one of the three", () => {
    const { power_status: _gone, ...rest } = vmFixture.instance;
    expect(vm.safeParse(rest).success).toBe(false);
  });
});

describe("a Vultr virtual machine", () => {
  it("has no address while Vultr writes none or 0.0.0.0", () => {
    expect(machine({ main_ip: "0.0.0.0" }).ssh).toBeNull();
    expect(machine({ main_ip: "" }).ssh).toBeNull();
    expect(machine({}).ssh).toEqual({ host: "192.0.2.123", port: 22, user: "root" });
  });

  it("is reached as linuxuser where its user scheme is limited", () => {
    expect(machine({ user_scheme: "limited" }).ssh?.user).toBe("linuxuser");
  });

  it("was made in UTC, also where the time says no zone", () => {
    const at = (date_created: string) => machine({ date_created }).createdAt;
    expect(at("2013-12-19 14:45:41")).toEqual(new Date("2013-12-19T14:45:41Z"));
    expect(at("2020-10-10T01:56:20+00:00")).toEqual(new Date("2020-10-10T01:56:20Z"));
    expect(at("soon")).toBeNull();
  });

  it("tells no price of its own", () => {
    expect(machine({}).ratePerHourMicros).toBeNull();
  });
});

describe("Vultr bare metal", () => {
  it.each([
    ["active", "running"],
    ["pending", "provisioning"],
    ["suspended", "failed"],
    ["failed", "failed"],
    ["halted", "unknown"],
  ])("that says %s is %s", (status, ours) => {
    expect(metal({ status })).toMatchObject({ status: ours, nativeStatus: status });
  });

  it("is read although its memory and disk are texts", () => {
    expect(metal({ ram: "32768 MB", disk: "2x 240GB SSD" })).toMatchObject({
      id: `metal:${metalRow?.id}`,
      name: "training",
      region: "sea",
    });
  });

  it("is known by its id, and ids lead back to where the machine is", () => {
    for (const id of [
      { kind: "metal", native: "cb67" } as const,
      { kind: "vm", native: "14b3" } as const,
    ]) {
      expect(readMachineId(writeMachineId(id))).toEqual(id);
    }
    expect(writeMachineId({ kind: "vm", native: "14b3" })).toBe("14b3");
  });

  it("is what a plan that begins with vbm makes", () => {
    expect(kindOfPlan("vbm-112c-2048gb-8-h100-gpu")).toBe("metal");
    expect(kindOfPlan("vcg-a100-12c-120g-80vram")).toBe("vm");
  });

  it("is made whatever of its two names the answer uses", () => {
    expect(metalMade.parse({ bare_metal: { id: "a" } })).toBe("a");
    expect(metalMade.parse({ baremetal: { id: "b" } })).toBe("b");
    expect(metalMade.safeParse({ instance: { id: "c" } }).success).toBe(false);
  });

  it("takes no block storage", () => {
    expect(requireVm("14b3")).toBe("14b3");
    expect(() => requireVm("metal:cb67")).toThrow(ProviderError);
  });
});

describe("a Vultr launch", () => {
  it("names plan, region, key, label and the system with drivers, and no network of its own", () => {
    expect(toLaunchBody(spec, [{ id: "key-1", name: null, publicKey: "" }])).toEqual({
      region: "ewr",
      plan: "vcg-a100-12c-120g-80vram",
      label: "ch-test0001-abcdefgh0123-create-1",
      sshkey_id: ["key-1"],
      activation_email: false,
      os_id: 1743,
    });
    const body = toLaunchBody({ ...spec, instanceType: "vbm-72c-480gb-gh200-gpu" }, [
      { id: "key-1", name: null, publicKey: "" },
    ]);
    expect(body).toMatchObject({ image_id: "docker" });
    expect(body).not.toHaveProperty("os_id");
  });

  it.each([
    ["no region", { region: null }],
    ["no SSH key", { sshPublicKeys: [] }],
    ["the preemptible price", { pricingModel: "spot" as const }],
    ["a volume, which is attached later", { volumeId: "6bd6" }],
  ])("with %s is refused before anything is sent", (_name, changes) => {
    expect(() => requireLaunchable({ ...spec, ...changes })).toThrow(ProviderError);
  });
});

describe("Vultr's offers", () => {
  const plan = {
    id: "vcg-a100-12c-120g-80vram",
    vcpu_count: 12,
    ram: 122_880,
    disk: 1400,
    disk_count: 1,
    hourly_cost: 2.397,
    locations: ["ewr"],
    gpu_vram_gb: 80,
    gpu_type: "NVIDIA_A100",
  };

  it("split a plan's memory among its cards, and call less than a card a slice", () => {
    expect(toPlanOffers({ ...plan, gpu_vram_gb: 160 })).toMatchObject([
      { gpuCount: 2, gpuMemoryGb: 80, isPartition: false, pricePerHourMicros: 2_397_000n },
    ]);
    expect(toPlanOffers({ ...plan, gpu_vram_gb: 4 })).toMatchObject([
      { gpuCount: 1, gpuMemoryGb: 4, isPartition: true },
    ]);
  });

  it("leave out a plan at no price, and keep one that is sold out everywhere", () => {
    expect(toPlanOffers({ ...plan, hourly_cost: 0 })).toEqual([]);
    expect(toPlanOffers({ ...plan, locations: [] })).toMatchObject([
      { region: null, availability: "unavailable" },
    ]);
  });

  it("count out bare metal with a GPU nobody has a table for", () => {
    const row = { ...plan, id: "vbm-9-new-gpu", cpu_threads: 8, hourly_cost_preemptible: 1 };
    expect(toMetalOffers(row)).toBe("unknown bare metal GPU plan");
    const known = toMetalOffers({ ...row, id: "vbm-112c-2048gb-8-h100-gpu" });
    expect(known).toMatchObject([
      { pricingModel: "on-demand", availability: "available", gpuCount: 8 },
      { pricingModel: "spot", availability: "unavailable" },
    ]);
  });
});

describe("a refusal of Vultr", () => {
  const says = (status: number, error: unknown) =>
    kindOfRefusal({ status, body: { error, status } });

  it.each([
    [400, "This plan is not available in the selected region.", "no-capacity"],
    [400, "You have reached the maximum monthly fee limit for this account.", "quota"],
    [400, "Your account has insufficient funds.", "no-balance"],
    [400, "Server is currently locked.", "conflict"],
    [400, "Block storage is already attached.", "conflict"],
    [400, "Invalid plan chosen.", "invalid-request"],
    [401, "Unauthorized IP address: 2001:db8::1", "missing-right"],
    [403, "Your IP (192.0.2.9) is not authorized to use this API key", "missing-right"],
  ])("%i: %s is %s", (status, text, kind) => {
    expect(says(status, text)).toBe(kind);
  });

  it("that names no reason is read by its status alone", () => {
    expect(says(401, "Invalid API token.")).toBeNull();
    expect(says(500, "limit")).toBeNull();
    expect(says(400, { nested: true })).toBeNull();
  });

  it("with 404 means gone only in Vultr's own words", () => {
    expect(says(404, "Invalid instance.")).toBeNull();
    expect(kindOfRefusal({ status: 404, body: { message: "no route" } })).toBe("transient");
  });
});

describe("a Vultr account", () => {
  const account = (changes: object) => ({
    name: "Example",
    email: "admin@example.com",
    acls: ["subscriptions_view", "subscriptions", "provisioning"],
    balance: -100.24,
    pending_charges: 60.25,
    ...changes,
  });

  it("may launch where its key may make servers and end them", () => {
    const { acls } = account({});
    expect(toKeyFacts(account({}))).toEqual({
      account: "admin@example.com",
      canLaunch: true,
      scopes: acls,
    });
    expect(toKeyFacts(account({ acls: ["provisioning"] })).canLaunch).toBe(false);
    expect(toKeyFacts(account({ acls: [] })).canLaunch).toBe(false);
    expect(toKeyFacts(account({ email: "" })).account).toBe("Example");
  });

  it("has the credit Vultr counts below zero, less what is not yet billed", () => {
    expect(toBalance(account({}))).toEqual({ micros: 39_990_000n, currency: "USD" });
    expect(toBalance(account({ balance: 12, pending_charges: 0 })).micros).toBe(-12_000_000n);
  });

  it("pays for a volume by the month, attached or not", () => {
    const volume = (changes: object) =>
      toVolume(block.parse({ ...blockFixture.block, ...changes }));
    expect(volume({})).toMatchObject({
      ratePerHourMicros: 6_849n,
      attachedTo: [vmFixture.instance.id],
      name: "data",
    });
    expect(volume({ attached_to_instance: "", label: "" })).toMatchObject({
      attachedTo: [],
      name: null,
    });
    expect(volume({ cost: null }).ratePerHourMicros).toBeNull();
  });
});
