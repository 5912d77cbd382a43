import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaunchSpec } from "@/lib/providers/contract";
import { createScaleway } from "@/lib/providers/scaleway";
import { server as serverWire } from "@/lib/providers/scaleway/machine-wire";
import { toInstance } from "@/lib/providers/scaleway/machines";
import { known } from "@/tests/contract/cases/scaleway";
import { spec as anySpec } from "@/tests/contract/launch-spec";
import { fixture, recordedFor } from "@/tests/contract/provider-cases";
import {
  type Asked,
  type Recorded,
  type RecordedServer,
  startRecordedServer,
} from "@/tests/contract/recorded-server";
import { caught } from "@/tests/contract/stage";

const { credentials, machines } = known;
const spec: LaunchSpec = machines?.spec ?? anySpec;
const id = machines?.id ?? "";
const all = "/instance/v1/zones/fr-par-2/servers";
const one = `${all}/${id.split(":")[1]}`;
const running = serverWire.parse(fixture("scaleway/server").server);
const disk = running.volumes?.["0"]?.id ?? "";
const block = `/block/v1/zones/fr-par-2/volumes/${disk}`;

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

function scaleway(answers: Readonly<Record<string, Recorded>> = {}) {
  server.answer(
    (asked) => answers[`${asked.method} ${asked.path}`] ?? recordedFor(known.recording, asked),
  );
  const { instances, keys } = createScaleway({ baseUrl: server.baseUrl });
  if (!instances || !keys) throw new Error("Scaleway lost a face");
  return { instances, keys };
}

const changes = () =>
  server.asked
    .filter(({ method }) => method !== "GET")
    .map(({ method, path, body }: Asked) => [`${method} ${path}`, body]);

const done: Recorded = { status: 204 };
const takenApart = {
  [`PATCH ${one}`]: { json: fixture("scaleway/server") },
  [`POST ${one}/detach-volume`]: { json: fixture("scaleway/server") },
  [`DELETE ${block}`]: done,
  [`DELETE ${one}`]: done,
};

describe("what Scaleway is asked to launch", () => {
  it("is a machine on block storage with an address that goes with it, switched on at the end", async () => {
    await scaleway().instances.launch(credentials, { ...spec, diskGb: null }, {});
    expect(changes().slice(1)).toEqual([
      [
        `POST ${all}`,
        {
          name: spec.name,
          commercial_type: "H100-1-80G",
          image: "ubuntu_jammy_gpu_os_12",
          dynamic_ip_required: true,
          volumes: { "0": { size: 125_000_000_000, volume_type: "sbs_volume" } },
          project: credentials.projectId,
        },
      ],
      [`POST ${one}/action`, { action: "poweron" }],
    ]);
  });

  it("has the newer image where the older has no drivers for the GPU", async () => {
    const b300 = { instanceType: "B300-SXM-8-288G", pricePerHourIn: { EUR: 60_000_000n } };
    await scaleway().instances.launch(credentials, { ...spec, ...b300 }, {});
    expect(changes()[1]?.[1]).toMatchObject({ image: "ubuntu_noble_gpu_os_13_nvidia" });
  });

  it("is given its script as plain text before it is switched on", async () => {
    const startupScript = "#!/bin/sh\necho 'hé'\n";
    await scaleway().instances.launch(credentials, { ...spec, startupScript }, {});
    const [, , script, action] = changes();
    expect(script).toEqual([`PATCH ${one}/user_data/cloud-init`, startupScript]);
    expect(action?.[0]).toBe(`POST ${one}/action`);
    const sent = server.asked.find(({ method }) => method === "PATCH");
    expect(sent?.headers["content-type"]).toBe("text/plain; charset=utf-8");
  });

  it.each([
    [
      "its script",
      `PATCH ${one}/user_data/cloud-init`,
      400,
      "invalid_arguments",
      "invalid-request",
    ],
    ["power", `POST ${one}/action`, 412, "out_of_stock", "no-capacity"],
    ["power", `POST ${one}/action`, 403, "quotas_exceeded", "quota"],
  ])("is taken apart again where it is refused %s", async (_what, call, status, type, kind) => {
    const startupScript = "#!/bin/sh\n";
    const refusal = { [call]: { status, json: { type, message: "no" } } };
    const { instances } = scaleway({ ...takenApart, ...refusal });
    const launched = instances.launch(credentials, { ...spec, startupScript }, {});
    expect((await caught(launched)).kind).toBe(kind);
    expect(changes().slice(-3)).toEqual([
      [`POST ${one}/detach-volume`, { volume_id: disk }],
      [`DELETE ${block}`, undefined],
      [`DELETE ${one}`, undefined],
    ]);
  });

  it.each([
    ["switching it on has no clear end", {}, 500],
    [
      "it cannot be taken apart",
      { [`DELETE ${block}`]: { status: 412, json: { type: "x" } } },
      412,
    ],
  ])("is in doubt where %s", async (_when, more, status) => {
    const refusal = { status, json: { type: "out_of_stock" } };
    const { instances } = scaleway({ ...takenApart, [`POST ${one}/action`]: refusal, ...more });
    expect((await caught(instances.launch(credentials, spec, {}))).kind).toBe("ambiguous");
  });
});

describe("a machine of Scaleway", () => {
  it.each([
    ["starting", "provisioning"],
    ["running", "running"],
    ["stopping", "running"],
    ["stopped", "stopped"],
    ["stopped in place", "stopped"],
    ["locked", "failed"],
    ["hibernating", "unknown"],
  ])("in state %s is %s", (state, status) => {
    const seen = toInstance("fr-par-2", { ...running, state });
    expect(seen).toMatchObject({ status, nativeStatus: state, ratePerHourMicros: null });
    expect(seen.keepsGpu).toBe(status === "stopped" ? state === "stopped in place" : undefined);
  });

  it("is reached at its IPv4 address, once it runs, told the new way or the old", () => {
    const v6 = { address: "2001:db8::1", family: "inet6" };
    const v4 = { address: "51.15.10.20", family: "inet" };
    const sshOf = (more: object) => toInstance("fr-par-2", { ...running, ...more }).ssh;
    const ssh = { host: "51.15.10.20", port: 22, user: "root" };
    expect(sshOf({ public_ips: [v6, v4], public_ip: null })).toEqual(ssh);
    expect(sshOf({ public_ips: [], public_ip: { address: v4.address } })).toEqual(ssh);
    expect(sshOf({ public_ips: [v6], public_ip: null })).toBeNull();
    expect(sshOf({ state: "starting" })).toBeNull();
  });

  it.each(["", "f3c1b8e2", "us-east-1:f3c1b8e2", "fr-par-2:", "fr-par-2:a:b"])(
    "is never asked for by an id without its zone: %s",
    async (wrong) => {
      const { instances } = scaleway();
      const error = await caught(instances.terminate(credentials, wrong, {}));
      expect(error.kind).toBe("invalid-request");
      expect(server.asked).toEqual([]);
    },
  );
});

describe("an end at Scaleway", () => {
  const standing = (more: object): Recorded => ({ json: { server: { ...running, ...more } } });
  const end = async (more: object, answers: Readonly<Record<string, Recorded>> = {}) => {
    const { instances } = scaleway({ ...takenApart, [`GET ${one}`]: standing(more), ...answers });
    await instances.terminate(credentials, id, {});
    return changes();
  };
  const off = { state: "stopped", allowed_actions: ["poweron", "backup"] };

  it("switches off what is on, and leaves the rest to the next time it is asked", async () => {
    expect(await end({})).toEqual([[`POST ${one}/action`, { action: "poweroff" }]]);
    const inPlace = { state: "stopped in place", allowed_actions: ["poweron", "poweroff"] };
    expect(await end(inPlace)).toEqual([[`POST ${one}/action`, { action: "poweroff" }]]);
  });

  it("takes the disk off, deletes it, and the machine last", async () => {
    expect(await end({ ...off, tags: ["ours"] })).toEqual([
      [`PATCH ${one}`, { tags: ["ours", `taken-off=sbs_volume/${disk}`] }],
      [`POST ${one}/detach-volume`, { volume_id: disk }],
      [`DELETE ${block}`, undefined],
      [`DELETE ${one}`, undefined],
    ]);
  });

  it("finds a disk that was taken off before by the tag it left, and one that is gone is gone", async () => {
    const tags = [`taken-off=sbs_volume/${disk}`];
    const gone = { status: 404, json: { type: "not_found" } };
    const asked = await end({ ...off, volumes: {}, tags }, { [`DELETE ${block}`]: gone });
    expect(asked).toEqual([
      [`DELETE ${block}`, undefined],
      [`DELETE ${one}`, undefined],
    ]);
  });

  it("never touches a disk that somebody else put to the machine", async () => {
    const volumes = { "1": { id: "their-data", volume_type: "sbs_volume" } };
    expect(await end({ ...off, volumes })).toEqual([[`DELETE ${one}`, undefined]]);
  });

  it("deletes a disk inside the machine's host where such disks are deleted", async () => {
    const volumes = { "0": { id: "local", volume_type: "l_ssd" } };
    const local = "/instance/v1/zones/fr-par-2/volumes/local";
    const asked = await end({ ...off, volumes }, { [`DELETE ${local}`]: done });
    expect(asked.map(([call]) => call)).toContain(`DELETE ${local}`);
  });
});

describe("a list of Scaleway", () => {
  const path = (page: number) =>
    `GET ${all}?project=${credentials.projectId}&per_page=100&page=${page}`;
  const page = (from: number, to: number, total: number): Recorded => ({
    json: {
      servers: Array.from({ length: to - from }, (_, at) => ({
        ...Object(fixture("scaleway/server").server),
        id: `server-${from + at}`,
      })),
    },
    headers: { "x-total-count": String(total) },
  });
  const listed = (first: Recorded, second: Recorded) =>
    scaleway({ [path(1)]: first, [path(2)]: second }).instances.list(credentials, {});

  it("is read to its end, also where it is as long as a page", async () => {
    expect(await listed(page(0, 100, 101), page(100, 101, 101))).toHaveLength(101);
    expect(await listed(page(0, 100, 100), page(100, 100, 100))).toHaveLength(100);
  });

  it.each([
    ["one is left", 102, page(101, 102, 101)],
    ["none is left", 101, page(100, 100, 100)],
  ])("is not believed where a machine ends between two pages: %s", async (_what, total, second) => {
    expect((await caught(listed(page(0, 100, total), second))).kind).toBe("transient");
  });

  it("that ends before its own count is no list", async () => {
    expect((await caught(listed(page(0, 1, 101), page(1, 1, 101)))).kind).toBe("transient");
  });
});
