import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { bareKeys, toCloudInit } from "@/lib/providers/tensordock/cloud-init";
import {
  choosePlace,
  requireLaunchable,
  toInstance,
  toLaunchBody,
} from "@/lib/providers/tensordock/machines";
import { hiddenRefusal, kindOfRefusal } from "@/lib/providers/tensordock/refusal";
import { instanceList, oneInstance } from "@/lib/providers/tensordock/wire";
import { spec as anySpec } from "@/tests/contract/launch-spec";

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAITest";
const spec = {
  ...anySpec,
  instanceType: "geforcertx4090-pcie-24gb",
  gpuCount: 1,
  region: "Joplin, United States",
  tier: "tier 1",
  pricePerHourMicros: 463_000n,
};

const gpu = {
  v0Name: "geforcertx4090-pcie-24gb",
  max_count: 4,
  price_per_hr: 0.37,
  resources: { max_vcpus: 64, max_ram_gb: 256, max_storage_gb: 2000 },
  pricing: { per_vcpu_hr: 0.003, per_gb_ram_hr: 0.002, per_gb_storage_hr: 0.00005 },
  network_features: { dedicated_ip_available: true, port_forwarding_available: true },
};
const place = (id: string, changes: object = {}) => ({
  id,
  city: "Joplin",
  country: "United States",
  tier: 1,
  gpus: [{ ...gpu, ...changes }],
});
const machine = { id: "one", name: "ch-test-1", status: "running", ipAddress: "203.0.113.10" };

describe("a place to launch in", () => {
  it("is the cheapest of those that have the same name", () => {
    const rows = [place("dear", { price_per_hr: 0.3699 }), place("cheap", { price_per_hr: 0.3 })];
    expect(choosePlace(rows, spec).locationId).toBe("cheap");
  });

  it("costs no more than was agreed to, for all the cards together", () => {
    expect(choosePlace([place("here")], spec).locationId).toBe("here");
    const dearer = [place("here", { price_per_hr: 0.370_001 })];
    expect(() => choosePlace(dearer, spec)).toThrow("no-capacity");
    const two = { ...spec, gpuCount: 2, pricePerHourMicros: 926_000n };
    expect(choosePlace([place("here")], two).locationId).toBe("here");
    const less = { ...two, pricePerHourMicros: 925_999n };
    expect(() => choosePlace([place("here")], less)).toThrow("no-capacity");
  });

  it("has as many cards, in the wanted tier, and some way in", () => {
    const refuses = (row: unknown, changes: object = {}) =>
      expect(() => choosePlace([row], { ...spec, ...changes })).toThrow("no-capacity");
    refuses(place("here", { max_count: 0 }));
    refuses(place("here"), { gpuCount: 5, pricePerHourMicros: 9_000_000n });
    refuses(place("here"), { tier: "tier 3" });
    const closed = { dedicated_ip_available: false, port_forwarding_available: false };
    refuses(place("here", { network_features: closed }));
    refuses({ id: "here", of: "a shape nobody knows" });
  });
});

describe("the body of a launch", () => {
  it("buys the machine around each card that was quoted, with an address of its own", () => {
    const { attributes } = toLaunchBody(
      { ...spec, gpuCount: 3 },
      { locationId: "here", ownAddress: true },
    ).data;
    expect(attributes).toMatchObject({
      name: spec.name,
      location_id: "here",
      useDedicatedIp: true,
      resources: {
        vcpu_count: 24,
        ram_gb: 96,
        storage_gb: 300,
        gpus: { "geforcertx4090-pcie-24gb": { count: 3 } },
      },
    });
    expect(attributes).not.toHaveProperty("port_forwards");
  });

  it("asks for a forwarded SSH port where there are no addresses, another for each machine", () => {
    const forwardsOf = (name: string) => {
      const body = toLaunchBody({ ...spec, name }, { locationId: "here", ownAddress: false });
      const { attributes } = body.data;
      expect(attributes).not.toHaveProperty("useDedicatedIp");
      return "port_forwards" in attributes ? attributes.port_forwards : [];
    };
    const [one, other] = [forwardsOf("ch-a-1"), forwardsOf("ch-a-2")];
    expect(one).toMatchObject([{ internal_port: 22 }]);
    expect(one).toEqual(forwardsOf("ch-a-1"));
    expect(one).not.toEqual(other);
  });

  it("wants a place and a key, and is neither spot nor with a volume", () => {
    const refuses = (changes: object) =>
      expect(() => requireLaunchable({ ...spec, ...changes })).toThrow("invalid-request");
    refuses({ sshPublicKeys: [] });
    refuses({ region: null });
    refuses({ pricingModel: "spot" });
    refuses({ volumeId: "one" });
    expect(() => requireLaunchable(spec)).not.toThrow();
  });
});

describe("what a new machine runs", () => {
  it("lets every key in, for root and for the user, and then runs the script", () => {
    const home = mkdtempSync(join(tmpdir(), "tensordock-"));
    onTestFinished(() => rmSync(home, { recursive: true }));
    for (const name of ["root", "user"]) mkdirSync(join(home, name));
    const other = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB+/==";
    const script = `#!/bin/sh\necho "it's $0" > ${home}/told\n`;
    const { runcmd } = toCloudInit([key, other], script);
    for (const line of runcmd) {
      const moved = line
        .replaceAll("/home/user", `${home}/user`)
        .replaceAll("/root", `${home}/root`);
      execFileSync("/bin/sh", ["-c", moved]);
    }
    for (const name of ["root", "user"]) {
      const path = join(home, name, ".ssh/authorized_keys");
      expect(readFileSync(path, "utf8")).toBe(`${key}\n${other}\n`);
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(join(home, "told"), "utf8")).toBe(`it's ${home}/root/startup-script\n`);
  });

  it("holds no word of a key that a shell could take for its own", () => {
    expect(bareKeys({ ...spec, sshPublicKeys: [`${key} it's; me`] })).toEqual([key]);
    for (const odd of ["ssh-ed25519 AAAA'B", "ssh-ed25519", "$(reboot) AAAA"]) {
      expect(() => bareKeys({ ...spec, sshPublicKeys: [odd] })).toThrow("invalid-request");
    }
  });

  it("has no place for files, which fail where they have an encoding", () => {
    expect(Object.keys(toCloudInit([key], null))).toEqual(["runcmd"]);
  });
});

describe("a machine", () => {
  it.each([
    ["queued", "provisioning"],
    ["creating", "provisioning"],
    ["STARTING", "provisioning"],
    ["Running", "running"],
    ["stopping", "running"],
    ["stopped", "stopped"],
    ["stopped_disassociated", "stopped"],
    ["STOPPED-DISASSOCIATED", "stopped"],
    ["stoppedDisassociated", "stopped"],
    ["error", "failed"],
    ["failed", "failed"],
    ["deleting", "terminating"],
    ["deleted", "terminated"],
    ["suspended", "unknown"],
  ])("that is %s is %s in our words", (status, ours) => {
    expect(toInstance({ ...machine, status })).toMatchObject({
      status: ours,
      nativeStatus: status,
    });
  });

  it("is reached by the port that is forwarded now, or by 22 of an address of its own", () => {
    const forwards = [
      { internal_port: 8888, external_port: 30_001 },
      { internal_port: 22, external_port: 30_002 },
    ];
    const sshOf = (changes: object) => toInstance({ ...machine, ...changes }).ssh;
    expect(sshOf({ portForwards: forwards })?.port).toBe(30_002);
    expect(sshOf({ portForwards: [] })).toEqual({
      host: "203.0.113.10",
      port: 22,
      user: "user",
    });
    expect(sshOf({ portForwards: "unread" })).toBeNull();
    expect(sshOf({ portForwards: forwards.slice(0, 1) })).toBeNull();
    expect(sshOf({ ipAddress: null })).toBeNull();
    expect(sshOf({ status: "starting" })).toBeNull();
  });

  it("shows what else is forwarded to it", () => {
    const portForwards = [
      { internal_port: 22, external_port: 30_002 },
      { internal_port: 8888, external_port: 30_001 },
    ];
    const ports = (changes: object) => toInstance({ ...machine, ...changes }).ports;
    expect(ports({ portForwards })).toEqual([{ internal: 8888, external: "203.0.113.10:30001" }]);
    expect(ports({ portForwards, status: "stopped" })).toEqual([]);
    expect(ports({ portForwards: "unread" })).toEqual([]);
  });

  it("has its address to itself only where it says that nothing is forwarded to it", () => {
    const isOwn = (changes: object) => toInstance({ ...machine, ...changes }).hasOwnAddress;
    expect(isOwn({ portForwards: [] })).toBe(true);
    expect(isOwn({ portForwards: [{ internal_port: 22, external_port: 22 }] })).toBe(false);
    for (const portForwards of [undefined, null, "unread"]) {
      expect(isOwn({ portForwards })).toBe(false);
    }
    expect(isOwn({ portForwards: [], ipAddress: null })).toBe(false);
    expect(isOwn({ portForwards: [], status: "starting" })).toBe(false);
  });

  it("costs what it says while it stands, stopped or not, and what it does not say is not known", () => {
    const rateOf = (changes: object) => toInstance({ ...machine, ...changes }).ratePerHourMicros;
    expect(rateOf({ rateHourly: 0.463 })).toBe(463_000n);
    expect(rateOf({ rateHourly: 0.463, status: "stopped" })).toBe(463_000n);
    expect(rateOf({})).toBeNull();
    expect(rateOf({ rateHourly: 0 })).toBeNull();
    expect(rateOf({ rateHourly: 0.463, status: "deleted" })).toBeNull();
  });

  it("is read from every form that clients met, and from none without an id", () => {
    const { id, ...attributes } = machine;
    const nested = { type: "virtualmachine", id, attributes };
    for (const answer of [machine, { data: machine }, { data: nested }]) {
      expect(oneInstance.parse(answer)).toEqual(machine);
    }
    const lists = [
      { data: [machine] },
      { data: { instances: [machine] } },
      { data: { instances: [nested] } },
      { data: { attributes: { instances: [machine] } } },
    ];
    for (const answer of lists) expect(instanceList.parse(answer)).toEqual([machine]);
    expect(instanceList.parse({ data: { instances: [] } })).toEqual([]);
    const bad = [
      {},
      { data: {} },
      { data: { instances: null } },
      { data: { instances: [machine, attributes] } },
      { data: { instances: [{ id, status: "running" }] } },
    ];
    for (const answer of bad) expect(instanceList.safeParse(answer).success).toBe(false);
  });

  it("is listed although its ports come in the form of the document", () => {
    const [read] = instanceList.parse({ data: [{ ...machine, portForwards: { tcp: 22 } }] });
    expect(read?.portForwards).toBe("unread");
  });
});

describe("a refusal", () => {
  it.each([
    [{ error: "No available nodes found", status: 400 }, 400],
    [{ error: "Internal server error", status: 500 }, 500],
    [[{ code: "too_small", message: "Too small", path: ["name"] }], 400],
    [{ errors: [{ status: "403", title: "Forbidden" }] }, 403],
    [{ error: "of no status" }, null],
    [{ error: "all is well", status: 200 }, null],
    [{ error: { code: "global/internal-error" } }, null],
    [{ data: { id: "one", status: "error" } }, null],
    [[], null],
    [undefined, null],
  ])("hides in %o with status %s", (body, status) => {
    expect(hiddenRefusal(body)?.status ?? null).toBe(status);
  });

  it.each([
    [500, { error: "No available nodes found", status: 500 }, "no-capacity"],
    [500, { error: "could not update the balance", status: 500 }, null],
    [400, { error: "The instance must be stopped to be started", status: 400 }, "conflict"],
    [400, { error: "You need at least $1 to deploy", status: 400 }, "no-balance"],
    [403, { error: "Invalid token" }, "invalid-key"],
    [403, { error: "Forbidden" }, null],
    [404, { error: "Instance not found", status: 404 }, null],
    [404, { error: "Not Found", message: "Route GET:/x not found", statusCode: 404 }, "transient"],
    [404, "Not Found", "transient"],
    [429, { error: "balance", status: 429 }, null],
  ])("of status %s with %o means %s", (status, body, kind) => {
    expect(kindOfRefusal({ status, body })).toBe(kind);
  });
});
