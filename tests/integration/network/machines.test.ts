import { describe, expect, test } from "vitest";
import { z } from "zod";
import { guardedHttp } from "@/lib/net/guarded-http";
import { type NetFailure, toNetFailure } from "@/lib/net/net-failure";
import { openSocket } from "@/lib/net/open-socket";
import type { LaunchSpec, SshAddress } from "@/lib/providers/contract";
import { makeKeyPair } from "@/lib/ssh/make-key-pair";
import { runScript } from "@/lib/ssh/run-script";
import { SshFailure } from "@/lib/ssh/ssh-failure";
import { accountAt, must, rentSandbox } from "../providers/account-at";
import { moveClock } from "../sandbox/wire";

const HOUR_MS = 3_600_000;
const sandbox = rentSandbox();
const watch = makeKeyPair("computehub-watch");
const stranger = makeKeyPair("stranger");

const launches = {
  runpod: { instanceType: "NVIDIA GeForce RTX 4090", gpuCount: 2, tier: "secure" },
  lambda: { instanceType: "gpu_1x_a10", region: "us-west-1" },
  vultr: { instanceType: "vcg-l40s-32c-375g-96vram", gpuCount: 2, region: "ord" },
} satisfies Record<string, Partial<LaunchSpec>>;

const spec: LaunchSpec = {
  name: "ch-net-0001-create-1",
  instanceType: "",
  gpuCount: 1,
  region: null,
  tier: null,
  image: null,
  diskGb: null,
  ports: [8888],
  sshPublicKeys: [watch.publicKey],
  environment: {},
  startupScript: null,
  command: null,
  pricingModel: "on-demand",
  pricePerHourMicros: 10_000_000n,
  volumeId: null,
};

type At = keyof typeof launches;

const standingShape = z.object({
  standing: z.object({
    doors: z.array(
      z.object({ host: z.string(), port: z.number(), leads: z.object({ to: z.string() }) }),
    ),
  }),
});

/** A machine of a fresh account that has booted, or is still about to. */
async function rent(at: At, isBooted = true) {
  const { instances, credentials, wire, context } = accountAt(sandbox.url, at);
  const { id } = await instances.launch(credentials, { ...spec, ...launches[at] }, context);
  if (isBooted) await moveClock(sandbox.url, HOUR_MS);
  const native = id.split(":").at(-1) ?? id;
  return {
    id,
    ssh: async () => must((await instances.get(credentials, id, context))?.ssh),
    ail: (condition: unknown) => wire.control("POST", `machines/${native}/condition`, condition),
    heal: () => wire.control("DELETE", `machines/${native}/condition`),
    standing: async () =>
      standingShape.parse((await wire.control("GET", `machines/${native}/condition`)).body)
        .standing,
    end: () => instances.terminate(credentials, id, context),
  };
}

interface Knock {
  privateKey?: string;
  hostKey?: string | null;
  timeoutMs?: number;
}

function run(ssh: SshAddress, script: string, knock: Knock = {}) {
  const { privateKey = watch.privateKey, hostKey = null, timeoutMs = 10_000 } = knock;
  return runScript({ ...ssh, privateKey, hostKey }, script, { timeoutMs, maxBytes: 65_536 });
}

async function failing(attempt: Promise<unknown>): Promise<SshFailure> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof SshFailure) return error;
    throw error;
  }
  throw new Error("it came through");
}

async function knockAt(
  host: string,
  port: number,
  timeoutMs = 500,
): Promise<NetFailure["kind"] | "open"> {
  try {
    (await openSocket({ host, port, timeoutMs, purpose: "machine" })).destroy();
    return "open";
  } catch (error) {
    return toNetFailure(error).kind;
  }
}

describe.each(["runpod", "lambda", "vultr"] as const)("a machine of %s", (at) => {
  test("lets in its own key and no other, and tells of its GPUs", async () => {
    const machine = await rent(at);
    const ssh = await machine.ssh();
    const told = await run(
      ssh,
      "nvidia-smi --query-gpu=index,memory.total --format=csv,noheader,nounits",
    );
    expect(told).toMatchObject({ exitCode: 0, stderr: "", isCut: false });
    expect(told.stdout.trim().split("\n")).toHaveLength("gpuCount" in launches[at] ? 2 : 1);
    expect(told.hostKey).toMatch(/^ssh-ed25519 AAAA/);
    const refused = await failing(run(ssh, "true", { privateKey: stranger.privateKey }));
    expect(refused.kind).toBe("key-refused");
    const nobody = await failing(run({ ...ssh, user: "somebody" }, "true"));
    expect(nobody.kind).toBe("key-refused");
  });

  test("that shows another host key is told nothing, and never taken silently", async () => {
    const machine = await rent(at);
    const ssh = await machine.ssh();
    const { hostKey } = await run(ssh, "true");
    await run(ssh, "true", { hostKey });
    await machine.ail({ hostKey: 1 });
    const changed = await failing(run(ssh, "touch told", { hostKey }));
    expect(changed.kind).toBe("host-key-changed");
    expect(changed.hostKey).toMatch(/^ssh-ed25519 AAAA/);
    expect(changed.hostKey).not.toBe(hostKey);
    expect((await run(ssh, "ls")).stdout).toBe("");
  });

  test("whose power is cut is silent until the time is up, and answers again after it", async () => {
    const machine = await rent(at);
    const ssh = await machine.ssh();
    await machine.ail({ power: "cut" });
    const startedAt = performance.now();
    expect((await failing(run(ssh, "true", { timeoutMs: 400 }))).kind).toBe("timeout");
    expect(performance.now() - startedAt).toBeGreaterThan(350);
    expect(await knockAt(ssh.host, ssh.port)).toBe("timeout");
    await machine.heal();
    expect(await run(ssh, "echo back")).toMatchObject({ stdout: "back\n" });
  });

  test("that is not there yet, or gone, does not answer", async () => {
    const machine = await rent(at, false);
    const door = must((await machine.standing()).doors.find(({ leads }) => leads.to === "ssh"));
    expect(await knockAt(door.host, door.port)).toBe("timeout");
    await moveClock(sandbox.url, HOUR_MS);
    expect(await knockAt(door.host, door.port)).toBe("open");
    expect(await machine.ssh()).toMatchObject({ host: door.host, port: door.port });
    await machine.end();
    await moveClock(sandbox.url, HOUR_MS);
    expect(await knockAt(door.host, door.port)).toBe("timeout");
  });
});

describe("what ails a machine", () => {
  test("is seen by who looks inside", async () => {
    const machine = await rent("vultr");
    const ssh = await machine.ssh();
    const smi = (fields: string, more = "") =>
      run(ssh, `nvidia-smi --query-gpu=${fields} --format=csv,noheader,nounits${more}`);
    await machine.ail({
      gpusLost: 1,
      xids: [79],
      eccUncorrected: 4,
      eccGrowing: true,
      gpuPercent: 0,
      diskPercent: 100,
    });
    expect((await smi("index,utilization.gpu")).stdout).toBe("0, 0\n");
    expect((await run(ssh, "dmesg")).stdout).toContain("NVRM: Xid (PCI:0000:1b:00): 79, pid=");
    expect((await run(ssh, "df -P / | tail -1")).stdout).toContain("100%");
    const before = Number((await smi("ecc.errors.uncorrected.volatile.total")).stdout);
    const after = Number((await smi("ecc.errors.uncorrected.volatile.total")).stdout);
    expect(after).toBeGreaterThan(before);
    expect(await smi("no_such_field")).toMatchObject({ exitCode: 2 });
    await machine.ail({ nvidiaSmi: "hangs" });
    expect((await run(ssh, "timeout 0.3 nvidia-smi; echo $?")).stdout).toBe("124\n");
    expect((await failing(run(ssh, "nvidia-smi", { timeoutMs: 600 }))).kind).toBe("timeout");
  });

  test("is seen by who knocks: loss by attempt, the same in every run, and slowness", async () => {
    const { host, port } = await (await rent("vultr")).ssh();
    expect(await knockAt(host, port)).toBe("open");
    const machine = await rent("vultr");
    const ssh = await machine.ssh();
    await machine.ail({ lossPercent: 50 });
    const knocks: string[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      knocks.push(await knockAt(ssh.host, ssh.port, 150));
    }
    expect(new Set(knocks)).toEqual(new Set(["open", "timeout"]));
    await machine.ail({ lossPercent: 0, slowMs: 300 });
    expect(await knockAt(ssh.host, ssh.port, 150)).toBe("timeout");
    expect(await knockAt(ssh.host, ssh.port, 2_000)).toBe("open");
  });

  test("is seen by who asks its service", async () => {
    const machine = await rent("vultr");
    const { host } = await machine.ssh();
    const ask = (match?: string) =>
      guardedHttp({
        method: "GET",
        url: `http://${host}:8888/health`,
        alsoPorts: [8888],
        timeoutMs: 2_000,
        maxBytes: 1_000,
        match,
      });
    expect(await ask("ok")).toMatchObject({ status: 200, isMatched: true, redirects: 0 });
    expect(await ask("something else")).toMatchObject({ status: 200, isMatched: false });
    await machine.ail({ httpStatus: 503 });
    expect(await ask()).toMatchObject({ status: 503, isMatched: null });
    await machine.ail({ service: "down" });
    await expect(ask()).rejects.toMatchObject({ kind: "refused" });
    await machine.ail({ service: "up", httpStatus: 302, httpLocation: "/elsewhere" });
    await expect(ask()).rejects.toMatchObject({ kind: "redirects" });
    await machine.ail({ httpLocation: `${sandbox.url}/control` });
    await expect(ask()).rejects.toMatchObject({ kind: "blocked" });
    await machine.ail({ httpLocation: `http://${host}:9999/` });
    await expect(ask()).rejects.toMatchObject({ kind: "blocked" });
    const other = await (await rent("vultr")).ssh();
    await machine.ail({ httpLocation: `http://${other.host}:8888/health` });
    await expect(ask()).rejects.toMatchObject({ kind: "blocked" });
  });
});

test("an address that no machine ever had, and a port that none opens", async () => {
  const { host } = await (await rent("vultr")).ssh();
  expect(await knockAt("198.19.255.254", 22)).toBe("unreachable");
  expect(await knockAt("example.com", 443)).toBe("unreachable");
  expect(await knockAt(host, 23)).toBe("refused");
  expect(await knockAt("127.0.0.1", 22)).toBe("blocked");
});

test("no two machines share an address and port, whichever provider they are of", async () => {
  const machines = [];
  for (const at of ["runpod", "vultr", "vultr", "runpod", "vultr", "runpod"] as const) {
    machines.push(await rent(at, false));
  }
  const doors = (await Promise.all(machines.map(({ standing }) => standing()))).flatMap(
    (standing) => standing.doors.filter(({ leads }) => leads.to !== "ssh-gate"),
  );
  const places = doors.map(({ host, port }) => `${host}:${port}`);
  expect(new Set(places).size).toBe(places.length);
});

describe("the web gate of RunPod", () => {
  const ask = (id: string, port = 8888) =>
    guardedHttp({
      method: "GET",
      url: `https://${id}-${port}.proxy.runpod.net/health`,
      timeoutMs: 5_000,
      maxBytes: 1_024,
      match: "ok",
    });

  test("ends the encryption under its own name and asks the pod behind it", async () => {
    const machine = await rent("runpod");
    expect(await ask(machine.id)).toMatchObject({ status: 200, isMatched: true });
    await machine.ail({ httpStatus: 500 });
    expect(await ask(machine.id)).toMatchObject({ status: 500, isMatched: false });
  });

  test("says itself that a pod does not answer", async () => {
    const machine = await rent("runpod");
    await machine.ail({ service: "down" });
    expect((await ask(machine.id)).status).toBe(502);
    await machine.ail({ service: "up", power: "cut" });
    expect((await ask(machine.id)).status).toBe(502);
    await machine.heal();
    expect((await ask(machine.id)).status).toBe(200);
  });

  test("opens no port that the pod does not open", async () => {
    const machine = await rent("runpod");
    await expect(ask(machine.id, 9999)).rejects.toMatchObject({ kind: "unreachable" });
  });
});
