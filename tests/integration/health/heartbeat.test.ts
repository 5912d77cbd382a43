import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { POST } from "@/app/api/v1/heartbeat/route";
import { asWorker } from "@/lib/db";
import { getHeartbeat } from "@/lib/health/heartbeat/queries";
import { heartbeatToken } from "@/lib/health/heartbeat/signature";
import { makeScope, rentTwins } from "../operations/rented-world";
import { round, storyOf, type Watched, yardAt } from "./watched-world";

const run = promisify(execFile);
const twins = rentTwins();
const GPU = "gpu,GPU-1, 40, 1000, 4000, 61, 300";

async function watched(): Promise<Watched> {
  const machine = await (await yardAt(twins.sandbox, "vultr")).machine();
  await round([machine.id]);
  return machine;
}

const beating = ({ id, tenant }: Watched) => ({ teamId: tenant.scope.team.id, deploymentId: id });
const nowS = () => Math.floor(Date.now() / 1_000);

interface Sent {
  readonly time?: number;
  readonly body?: string;
  readonly signed?: string;
}

async function post(machine: Watched, sent: Sent = {}): Promise<number> {
  const { time = nowS(), body = GPU } = sent;
  const signed = sent.signed ?? `${time}.${body}`;
  const of = beating(machine);
  const signature = createHmac("sha256", heartbeatToken(of)).update(signed).digest("hex");
  const headers = {
    "x-machine": `${of.teamId}~${of.deploymentId}`,
    "x-time": String(time),
    "x-signature": signature,
  };
  const url = "http://localhost/api/v1/heartbeat";
  return (await POST(new Request(url, { method: "POST", headers, body }))).status;
}

it("takes what a machine signed, once, and nothing else", async () => {
  const machine = await watched();
  const time = nowS();
  expect(await post(machine, { time })).toBe(204);
  expect(await post(machine, { time })).toBe(403);
  expect(await post(machine, { time: time - 1 })).toBe(403);
  expect(await post(machine, { time: time + 1, signed: "something else" })).toBe(403);
  expect(await post(machine, { time: time - 3_600 })).toBe(403);
  expect(await post(machine, { time: time + 1 })).toBe(204);
  expect(await post({ ...machine, id: "dep_nobody" })).toBe(404);
  expect(await post(machine, { time: time + 2, body: "x".repeat(20_000) })).toBe(413);
});

it("knows a machine alive by its heartbeat alone, and silent without", async () => {
  const machine = await watched();
  await post(machine);
  await machine.ail({ power: "cut" });
  const beats = () => asWorker((tx) => tx.probeState.updateMany({ where, data: fresh() }));
  const where = { deploymentId: machine.id };
  const fresh = () => ({ heartbeatAt: new Date(Date.now() + 3_600_000) });
  for (let done = 0; done < 3; done += 1) {
    await beats();
    await round([machine.id]);
  }
  expect(await storyOf(machine.id)).toMatchObject({ verdict: "healthy", concluded: [] });
  const sample = await asWorker((tx) =>
    tx.healthSample.findFirst({ where, orderBy: { at: "desc" } }),
  );
  expect(sample).toMatchObject({ gpuUse: 40, gpuMemory: 25, gpuTemperature: 61, gpuWatts: 300 });
  await asWorker((tx) => tx.probeState.updateMany({ where, data: { heartbeatAt: new Date(0) } }));
  for (let done = 0; done < 3; done += 1) await round([machine.id]);
  expect(await storyOf(machine.id)).toMatchObject({ verdict: "unhealthy", fault: "unreachable" });
});

it("gives the script to those who may change the machine, and it signs as it must", async () => {
  const machine = await watched();
  const { scope } = machine.tenant;
  const { script, at } = await getHeartbeat(scope, machine.id);
  expect(at).toBeNull();
  const sent = await firstBeat(script);
  const time = Number(sent.headers.get("x-time"));
  expect(sent.body).toContain("gpu,GPU-1");
  expect(sent.body).toMatch(/^disk,\d+,\d+$/m);
  expect(sent.headers.get("x-machine")).toBe(`${scope.team.id}~${machine.id}`);
  const answer = await POST(
    new Request("http://localhost/api/v1/heartbeat", { method: "POST", ...sent }),
  );
  expect(answer.status).toBe(204);
  expect(time).toBeGreaterThan(nowS() - 60);
  expect((await getHeartbeat(scope, machine.id)).at).not.toBeNull();
  const viewer = { ...scope, team: { ...scope.team, role: "viewer" as const } };
  expect(() => getHeartbeat(viewer, machine.id)).toThrow("forbidden");
  await expect(getHeartbeat(await makeScope(), machine.id)).rejects.toThrow(/not-found/);
});

/** What the script would post first; its tools are played, those that every machine has are real. */
async function firstBeat(script: string) {
  const dir = mkdtempSync(join(tmpdir(), "heartbeat-"));
  const sign = `require("node:crypto").createHmac("sha256", process.argv[1]).update(require("node:fs").readFileSync(0)).digest("hex")`;
  const tools = {
    "nvidia-smi": `#!/bin/sh\necho "${GPU.slice(4)}"\n`,
    openssl: `#!/bin/sh\nexec "${process.execPath}" -e 'console.log("SHA2-256(stdin)= " + ${sign})' "$4"\n`,
    curl: `#!/bin/sh\nfor each; do printf '%s\\0' "$each"; done >"${dir}/sent"\n`,
    sleep: `#!/bin/sh\nkill $PPID\n`,
  };
  try {
    for (const [name, text] of Object.entries(tools)) {
      writeFileSync(join(dir, name), text);
      chmodSync(join(dir, name), 0o755);
    }
    await run("/bin/sh", ["-c", script], {
      env: { ...process.env, PATH: `${dir}:${process.env.PATH}` },
    }).catch(() => undefined);
    const words = readFileSync(join(dir, "sent"), "utf8").split("\0");
    const headers = new Headers(
      words.flatMap((word, at): [string, string][] => {
        const [name = "", value = ""] = word.split(": ");
        return words[at - 1] === "-H" ? [[name, value]] : [];
      }),
    );
    return { headers, body: words[words.indexOf("--data-binary") + 1] ?? "" };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
