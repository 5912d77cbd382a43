import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createDigitalocean } from "@/lib/providers/digitalocean";
import { droplet, volume } from "@/lib/providers/digitalocean/machine-wire";
import {
  imageOf,
  nextStop,
  requireBegun,
  requireLaunchable,
  toBalance,
  toInstance,
  toKeyFacts,
  toLaunchBody,
  toSshKey,
} from "@/lib/providers/digitalocean/machines";
import { kindOfRefusal } from "@/lib/providers/digitalocean/refusal";
import { toVolume } from "@/lib/providers/digitalocean/volumes";
import { ProviderError } from "@/lib/providers/errors";
import { type RecordedServer, startRecordedServer } from "@/tests/contract/recorded-server";
import { caught } from "@/tests/contract/stage";
import dropletFixture from "../../fixtures/providers/digitalocean/droplet.json";
import volumesFixture from "../../fixtures/providers/digitalocean/volumes.json";

const spec: LaunchSpec = {
  name: "ch-test0001-abcdefgh0123-create-1",
  instanceType: "gpu-h100x8-640gb",
  gpuCount: 8,
  region: "nyc1",
  tier: null,
  image: "my/image:1",
  diskGb: 50,
  ports: [8888],
  sshPublicKeys: ["ssh-ed25519 AAAA me@home"],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 23_920_000n,
  volumeId: null,
};
const key = { id: "512189", name: "laptop", publicKey: "ssh-ed25519 AAAA" };
const machine = (changes: object) =>
  toInstance(droplet.parse({ ...dropletFixture.droplet, ...changes }));

describe("a DigitalOcean launch", () => {
  it("names size, region, the size's own image and the key by its number", () => {
    expect(toLaunchBody(spec, [key])).toEqual({
      name: "ch-test0001-abcdefgh0123-create-1",
      region: "nyc1",
      size: "gpu-h100x8-640gb",
      image: "gpu-h100x8-base",
      ssh_keys: [512_189],
    });
    expect(toLaunchBody({ ...spec, volumeId: "506f78a4" }, [key])).toMatchObject({
      volumes: ["506f78a4"],
    });
  });

  it.each([
    ["gpu-h100x1-80gb", "gpu-h100x1-base"],
    ["gpu-h100x8-640gb", "gpu-h100x8-base"],
    ["gpu-h200x8-1128gb", "gpu-h100x8-base"],
    ["gpu-l40sx1-48gb", "gpu-h100x1-base"],
    ["gpu-4000adax1-20gb", "gpu-h100x1-base"],
    ["gpu-mi300x1-192gb", "gpu-amd-base"],
    ["gpu-mi300x8-1536gb", "gpu-amd-base"],
    ["gpu-mi325x8-2048gb", "gpu-amd-base"],
  ])("of %s starts from %s, which has its drivers", (size, image) => {
    expect(imageOf(size)).toBe(image);
  });

  it.each([
    ["an underscore in its name", { name: "ch_1" }],
    ["a dash at its name's end", { name: "ch-1-" }],
    ["a name over 255 characters", { name: "n".repeat(256) }],
    ["no region", { region: null }],
    ["no SSH key", { sshPublicKeys: [] }],
    ["a size without a GPU", { instanceType: "s-1vcpu-1gb" }],
    ["a spot price", { pricingModel: "spot" as const }],
  ])("with %s is refused before anything is sent", (_name, changes) => {
    expect(() => requireLaunchable({ ...spec, ...changes })).toThrow(ProviderError);
  });

  it("may bear the longest name the product makes", () => {
    expect(requireLaunchable(spec)).toEqual(spec.sshPublicKeys);
  });
});

describe("a GPU Droplet", () => {
  it.each([
    ["new", "provisioning"],
    ["active", "running"],
    ["off", "stopped"],
    ["archive", "terminated"],
    ["migrating", "unknown"],
  ])("that says %s is %s", (status, ours) => {
    expect(machine({ status })).toMatchObject({ status: ours, nativeStatus: status });
  });

  it("has its number as a text for an id, and its public address alone", () => {
    expect(machine({})).toMatchObject({
      id: "3164444",
      ssh: { host: "192.241.165.154", port: 22, user: "root" },
      createdAt: new Date("2026-06-10T18:37:44Z"),
    });
    const [inner] = dropletFixture.droplet.networks.v4;
    expect(machine({ networks: { v4: [inner] } }).ssh).toBeNull();
    expect(machine({ networks: { v4: [] } }).ssh).toBeNull();
  });

  it("costs its whole price while it is off", () => {
    expect(machine({ status: "off" }).ratePerHourMicros).toBe(3_390_000n);
    expect(machine({ status: "archive" }).ratePerHourMicros).toBeNull();
    expect(machine({ size: { price_hourly: 0 } }).ratePerHourMicros).toBeNull();
  });
});

describe("stopping a GPU Droplet", () => {
  const action = (id: number, type: string, status = "completed") => ({ id, type, status });

  it("asks its system first", () => {
    expect(nextStop([])).toBe("shutdown");
    expect(nextStop([action(1, "create")])).toBe("shutdown");
    expect(nextStop([action(3, "power_on"), action(2, "shutdown", "errored")])).toBe("shutdown");
  });

  it("waits for what has begun, whatever disks did since", () => {
    const going = action(5, "shutdown", "in-progress");
    expect(nextStop([action(6, "attach_volume"), going])).toBeNull();
    expect(nextStop([action(5, "power_off", "in-progress")])).toBeNull();
  });

  it("cuts the power where the shutdown failed, or ended without effect", () => {
    expect(nextStop([action(4, "create"), action(5, "shutdown", "errored")])).toBe("power_off");
    expect(nextStop([action(5, "shutdown")])).toBe("power_off");
  });

  it("is refused where the action has failed by its own answer", () => {
    expect(() => requireBegun(action(5, "reboot", "errored"))).toThrow(ProviderError);
    expect(() => requireBegun(action(5, "reboot", "in-progress"))).not.toThrow();
  });
});

describe("a refusal of DigitalOcean", () => {
  const says = (status: number, message: string, id = "unprocessable_entity") =>
    kindOfRefusal({ status, body: { id, message } });

  it.each([
    ["Size is not available in this region.", "no-capacity"],
    ["Region is not available", "no-capacity"],
    ["creating this/these droplet(s) will exceed your droplet limit", "quota"],
    ["Please add a payment method to create Droplets.", "no-balance"],
    ["Droplet already has a pending event.", "conflict"],
    ["Droplet is currently off. Please power it on to run this event.", "conflict"],
    ["SSH Key is already in use on your account", "conflict"],
    ["You specified an invalid image for Droplet creation.", "invalid-request"],
  ])("with the one status 422 is told by its sentence: %s", (message, kind) => {
    expect(says(422, message)).toBe(kind);
  });

  it("with 403 is a missing right, or the limit of a new account", () => {
    expect(says(403, "You are not authorized to perform this operation", "forbidden")).toBeNull();
    expect(says(403, "Your GPU Droplet limit is 0.", "forbidden")).toBe("quota");
  });

  it("with 404 means gone only under DigitalOcean's own code", () => {
    expect(says(404, "The resource you requested could not be found.", "not_found")).toBeNull();
    expect(says(404, "no route", "gateway")).toBe("transient");
    expect(kindOfRefusal({ status: 404, body: { message: "no route" } })).toBe("transient");
    expect(kindOfRefusal({ status: 404, body: undefined })).toBe("transient");
  });

  it("that is none by its status is never read by its words", () => {
    expect(says(500, "limit", "server_error")).toBeNull();
    expect(says(429, "API Rate limit exceeded.", "too_many_requests")).toBeNull();
  });
});

describe("a DigitalOcean account", () => {
  it("cannot tell what its token may, only that a locked account makes nothing", () => {
    const account = { email: "sammy@example.com", status: "active", team: { name: "Team" } };
    expect(toKeyFacts(account)).toEqual({ account: "sammy@example.com", canLaunch: null });
    expect(toKeyFacts({ ...account, status: "locked" }).canLaunch).toBe(false);
    expect(toKeyFacts({ ...account, email: "" }).account).toBe("Team");
  });

  it("owes what DigitalOcean counts above zero", () => {
    expect(toBalance("23.44")).toEqual({ micros: -23_440_000n, currency: "USD" });
    expect(toBalance("-5.00").micros).toBe(5_000_000n);
    expect(() => toBalance("a lot")).toThrow(ProviderError);
  });

  it("numbers its SSH keys, which we keep as texts", () => {
    const row = { id: 512_189, name: "laptop", public_key: "ssh-ed25519 AAAA" };
    expect(toSshKey(row)).toEqual(key);
  });

  it("pays for volumes, attached or not", () => {
    const [row] = volumesFixture.volumes;
    const read = (changes: object) => toVolume(volume.parse({ ...row, ...changes }));
    expect(read({})).toMatchObject({
      attachedTo: ["3164444"],
      nativeStatus: "attached",
      ratePerHourMicros: 13_699n,
    });
    expect(read({ droplet_ids: null })).toMatchObject({
      attachedTo: [],
      nativeStatus: "available",
      ratePerHourMicros: 13_699n,
    });
  });
});

describe("the list of Droplets", () => {
  let server: RecordedServer;
  beforeAll(async () => {
    server = await startRecordedServer();
  });
  afterAll(() => server.close());

  const list = async (...totals: number[]) => {
    server.answer(({ path }) => {
      const number = Number(/[?&]page=(\d+)/.exec(path)?.[1]);
      const next = number < totals.length ? "https://api.digitalocean.com/v2/droplets" : null;
      const droplets = [{ ...dropletFixture.droplet, id: number }];
      return {
        json: { droplets, links: { pages: { next } }, meta: { total: totals[number - 1] } },
      };
    });
    const { instances } = createDigitalocean({ baseUrl: server.baseUrl });
    return (await instances?.list({ apiKey: "key" }, {}))?.length;
  };

  it("ends where no link leads on, and not where its count says", async () => {
    expect(await list(2, 2)).toBe(2);
    expect(await list(1, 1, 1)).toBe(3);
    expect(await list(7)).toBe(1);
  });

  it("is not believed where its length changes while it is read", async () => {
    expect((await caught(list(3, 2))).kind).toBe("transient");
  });
});
