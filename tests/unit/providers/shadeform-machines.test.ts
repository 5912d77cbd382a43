import { describe, expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/errors";
import { instance } from "@/lib/providers/shadeform/machine-wire";
import {
  requireLaunchable,
  requireListed,
  systemOf,
  toInstance,
  toLaunchBody,
} from "@/lib/providers/shadeform/machines";
import { kindOfRefusal } from "@/lib/providers/shadeform/refusal";
import { spec as anySpec } from "../../contract/launch-spec";
import machineFixture from "../../fixtures/providers/shadeform/instance.json";
import typesFixture from "../../fixtures/providers/shadeform/instance-types.json";

const spec: LaunchSpec = { ...anySpec, instanceType: "hyperstack/A6000", region: "us-central-1" };
const wanted = requireLaunchable(spec);
const agreed = 2_100_000n;
const [row] = typesFixture.instance_types;
const machine = (changes: object = {}) =>
  toInstance(instance.parse({ ...machineFixture, ...changes }));

function kindOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ProviderError) return error.kind;
    throw error;
  }
  return "none";
}

describe("a Shadeform instance's state", () => {
  it.each([
    ["creating", "provisioning"],
    ["pending_provider", "provisioning"],
    ["pending", "provisioning"],
    ["active", "running"],
    ["error", "failed"],
    ["deleting", "terminating"],
    ["deleted", "terminated"],
    ["paused", "unknown"],
  ])("%s is %s", (status, ours) => {
    expect(machine({ status }).status).toBe(ours);
  });

  it("comes with what the provider says about it, unless that says the same", () => {
    expect(machine().nativeStatus).toBe("active");
    expect(machine({ status_details: "downloading" }).nativeStatus).toBe("active: downloading");
    const failed = machine({ status: "error", status_details: "quota at the cloud" });
    expect(failed.nativeStatus).toBe("error: quota at the cloud");
  });
});

describe("a Shadeform instance", () => {
  it("costs cents an hour, until it is being deleted, and only where Shadeform bills it", () => {
    expect(machine().ratePerHourMicros).toBe(2_100_000n);
    expect(machine({ status: "deleting" }).ratePerHourMicros).toBeNull();
    expect(machine({ shade_cloud: false }).ratePerHourMicros).toBeNull();
    expect(machine({ hourly_price: undefined }).ratePerHourMicros).toBeNull();
  });

  it("is reached once it has an address, which may be a name with another port", () => {
    expect(machine().ssh).toEqual({ host: "198.51.100.7", port: 22, user: "shadeform" });
    expect(machine({ ip: "" }).ssh).toBeNull();
    expect(machine({ ip: "" }).ports).toEqual([]);
    const mapped = machine({ ip: "gpu.example.com", ssh_port: 40_022 });
    expect(mapped.ssh).toMatchObject({ host: "gpu.example.com", port: 40_022 });
    expect(mapped.ports).toEqual([{ internal: 8000, external: "gpu.example.com:80" }]);
  });

  it("has its address to itself where SSH is at 22 and the cloud maps no ports", () => {
    const bare = { port_mappings: [] };
    expect(machine(bare).hasOwnAddress).toBe(true);
    expect(machine({ port_mappings: null }).hasOwnAddress).toBe(true);
    expect(machine({ ...bare, ssh_port: 40_022 }).hasOwnAddress).toBe(false);
    expect(machine({ ...bare, ip: "" }).hasOwnAddress).toBe(false);
    expect(machine().hasOwnAddress).toBe(false);
  });

  it("was made when it says, if it says so readably", () => {
    expect(machine().createdAt).toEqual(new Date("2026-06-01T09:12:33.001Z"));
    expect(machine({ created_at: "soon" }).createdAt).toBeNull();
    expect(machine({ created_at: undefined }).createdAt).toBeNull();
  });
});

describe("a launch at Shadeform", () => {
  it("names cloud, region and type, and Shadeform's own account there", () => {
    expect(toLaunchBody(spec, wanted, { system: "ubuntu", sshKeyId: "key" })).toEqual({
      cloud: "hyperstack",
      region: "us-central-1",
      shade_instance_type: "A6000",
      shade_cloud: true,
      name: "ch-test-1",
      os: "ubuntu",
      ssh_key_id: "key",
    });
    expect(toLaunchBody(spec, wanted, { system: null, sshKeyId: "key" })).not.toHaveProperty("os");
  });

  it.each([
    ["without a region", { region: null }],
    ["without a key", { sshPublicKeys: [] }],
    ["with two keys", { sshPublicKeys: ["ssh-ed25519 A", "ssh-ed25519 B"] }],
    ["of a type without its cloud", { instanceType: "A6000" }],
  ])("%s is refused before anything is sent", (_name, changes) => {
    expect(kindOf(() => requireLaunchable({ ...spec, ...changes }))).toBe("invalid-request");
  });

  it("finds its offer among odd rows, and takes no other region's, cloud's or spot row for it", () => {
    expect(requireListed([{ odd: true }, row], wanted, agreed)).toMatchObject({
      hourly_price: 210,
    });
    const listed = (changes: object) =>
      kindOf(() => requireListed([{ ...row, ...changes }], wanted, agreed));
    expect(listed({ cloud: "lambdalabs" })).toBe("no-capacity");
    expect(listed({ shade_instance_type: "A6000x2" })).toBe("no-capacity");
    const there = { region: "us-central-1", available: true };
    expect(listed({ availability: [{ ...there, available: false }] })).toBe("no-capacity");
    expect(listed({ availability: [{ ...there, rental_type: "spot" }] })).toBe("no-capacity");
    expect(listed({ availability: [{ ...there, rental_type: "on_demand" }] })).toBe("none");
  });

  it("is refused where the offer costs more than was agreed to, and not where it costs less", () => {
    expect(kindOf(() => requireListed([row], wanted, agreed - 1n))).toBe("invalid-request");
    expect(kindOf(() => requireListed([row], wanted, agreed + 1n))).toBe("none");
  });

  it.each([
    [["ubuntu20.04", "u22_cuda12.2_shade_os", "u22_cuda12.10_shade_os"], "u22_cuda12.10_shade_os"],
    [["ubuntu24.04_ml_in_a_box", "ubuntu24.04"], "ubuntu24.04_ml_in_a_box"],
    [[], null],
  ])("of an offer with the systems %j takes %s", (systems, chosen) => {
    const configuration = { ...row?.configuration, os_options: systems };
    const offer = requireListed([{ ...row, configuration }], wanted, agreed);
    expect(systemOf(offer)).toBe(chosen);
  });
});

describe("what Shadeform refuses", () => {
  const kind = (status: number, message: string) => kindOfRefusal({ status, body: { message } });

  it.each([
    [404, "Instance not found", "not-found"],
    [404, "instance abc does not exist", "not-found"],
    [404, "no route", "transient"],
    [404, "404 page not found", "transient"],
    [400, "Instance type is out of stock", "no-capacity"],
    [400, "H100 is unavailable in us-central-1", "no-capacity"],
    [403, "Your wallet balance is too low", "no-balance"],
    [400, "Instance limit reached", "quota"],
    [409, "Instance is already being deleted", "conflict"],
    [400, "Instance can only be deleted once active", "conflict"],
  ])("with %i and %j is %s", (status, message, expected) => {
    expect(kind(status, message)).toBe(expected);
  });

  it("with other words, or none, is read by its status", () => {
    expect(kind(400, "Invalid os")).toBeNull();
    expect(kind(401, "Invalid API key, payment needed")).toBeNull();
    expect(kind(500, "no capacity")).toBeNull();
    expect(kindOfRefusal({ status: 404, body: undefined })).toBe("transient");
    expect(kindOfRefusal({ status: 400, body: undefined })).toBeNull();
  });
});
