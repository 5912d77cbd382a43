import { readFileSync } from "node:fs";
import { request as rawRequest } from "node:http";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "./sandbox-process";
import { freshKey, moveClock, readBill, request, wireTo } from "./wire";

const body = { name: "ch-one", image: "i", gpu: { id: "NVIDIA H100 80GB HBM3" } };
const mails = z.array(
  z.object({ id: z.string(), subject: z.string(), text: z.string(), links: z.array(z.string()) }),
);

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

function send(
  to: string,
  html = '<p>Hello <a href="http://localhost:3000/v?a=1&amp;b=2">go</a></p>',
) {
  const post = nodemailer.createTransport({ host: "127.0.0.1", port: sandbox.smtpPort });
  return post.sendMail({ from: "app@example.com", to, subject: "你好", text: "Hello", html });
}

async function inbox(to: string) {
  return mails.parse((await request(`${sandbox.url}/control/mail?to=${to}`, "GET")).body);
}

describe("what a killed sandbox remembers", () => {
  test("machines, bills, prices, faults, mails and time", async () => {
    const wire = wireTo(sandbox.url, "runpod", freshKey("runpod"));
    await wire.call("POST", "/pods", body);
    await wire.control("POST", "prices", { id: body.gpu.id, usd: 9 });
    await wire.control("POST", "faults", { fault: { kind: "server-error" } });
    await moveClock(sandbox.url, 3_600_000);
    await send("kept@example.com");
    const before = await readBill(wire);

    const key = (await wire.control("GET", "faults")).body;
    await sandbox.killAndRestart();
    const again = wireTo(sandbox.url, "runpod", wire.key);
    expect((await again.control("GET", "faults")).body).toEqual(key);
    expect((await again.call("GET", "/pods")).status).toBe(500);
    const bill = await readBill(again);
    expect(bill.machines).toMatchObject([{ id: before.machines[0]?.id, state: "RUNNING" }]);
    expect(Number(bill.totalMicros)).toBeGreaterThanOrEqual(Number(before.totalMicros));
    expect((await again.call("POST", "/pods", body)).body).toMatchObject({ cost: 9 });
    expect(await inbox("kept@example.com")).toHaveLength(1);
    expect(
      z
        .object({ offsetMs: z.number() })
        .parse(JSON.parse(readFileSync(`${sandbox.dir}/clock.json`, "utf8"))).offsetMs,
    ).toBeGreaterThanOrEqual(3_600_000);
  });

  test("the answer to a create is never ahead of the disk", async () => {
    const wire = wireTo(sandbox.url, "runpod", freshKey("runpod"));
    const created = await Promise.all(
      Array.from({ length: 8 }, () => wire.call("POST", "/pods", body)),
    );
    expect(created.every((answer) => answer.status === 201)).toBe(true);
    await sandbox.killAndRestart();
    const bill = await readBill(wireTo(sandbox.url, "runpod", wire.key));
    expect(bill.machines).toHaveLength(8);
    expect(new Set(bill.machines.map((machine) => machine.id)).size).toBe(8);
  });
});

describe("mail", () => {
  test("is caught, listed for its receiver and read on a page", async () => {
    await send("ada@example.com");
    const [mail] = await inbox("ada@example.com");
    expect(mail).toMatchObject({
      subject: "你好",
      text: "Hello\n",
      links: ["http://localhost:3000/v?a=1&b=2"],
    });
    const page = await request(`${sandbox.url}/mail/${mail?.id}?lang=zh`, "GET");
    expect(page.text).toContain("你好");
    expect(page.text).toContain('sandbox="allow-popups');
    expect((await request(`${sandbox.url}/mail`, "GET")).text).toContain("ada@example.com");
    expect((await request(`${sandbox.url}/mail/nothing`, "GET")).status).toBe(404);
  });

  test("is refused, put off, or cut after it was taken", async () => {
    const fault = (kind: string, to: string) =>
      request(`${sandbox.url}/control/mail/faults`, "POST", { kind, to });
    await fault("reject-550", "no@example.com");
    await expect(send("no@example.com")).rejects.toMatchObject({ responseCode: 550 });
    await fault("defer-451", "later@example.com");
    await expect(send("later@example.com")).rejects.toMatchObject({ responseCode: 451 });
    await send("later@example.com");
    expect(await inbox("later@example.com")).toHaveLength(1);
    await fault("cut-after-data", "cut@example.com");
    await expect(send("cut@example.com")).rejects.toThrow();
    expect(await inbox("cut@example.com")).toHaveLength(1);
  });

  test("cannot run anything or break out of its frame", async () => {
    await send("eve@example.com", `"></iframe><script>alert(1)</script>`);
    const [mail] = await inbox("eve@example.com");
    const page = await request(`${sandbox.url}/mail/${mail?.id}`, "GET");
    expect(page.text).not.toContain("<script>");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});

describe("the control page", () => {
  test("stands in both languages and acts through its forms", async () => {
    const wire = wireTo(sandbox.url, "runpod", freshKey("runpod"));
    const made = z.object({ id: z.string() }).parse((await wire.call("POST", "/pods", body)).body);
    expect((await request(`${sandbox.url}/?lang=en`, "GET")).text).toContain(made.id);
    expect((await request(`${sandbox.url}/?lang=zh`, "GET")).text).toContain("沙盒");
    const answer = await fetch(`${sandbox.url}/act/kill`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ lang: "zh", provider: "runpod", id: made.id, how: "gone" }),
    });
    expect(answer.headers.get("location")).toBe("/?lang=zh&done=killed");
    expect((await wire.call("GET", `/pods/${made.id}`)).status).toBe(404);
  });

  test("lets things happen to a machine while its provider says that it runs, and heals it", async () => {
    const wire = wireTo(sandbox.url, "runpod", freshKey("runpod"));
    const made = z.object({ id: z.string() }).parse((await wire.call("POST", "/pods", body)).body);
    const press = async (what: string) => {
      const answer = await fetch(`${sandbox.url}/act/ail`, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ lang: "en", provider: "runpod", id: made.id, what }),
      });
      return answer.headers.get("location");
    };
    const changed = async () =>
      z
        .object({ changed: z.unknown() })
        .parse((await wire.control("GET", `machines/${made.id}/condition`)).body).changed;
    expect(await press("power-off")).toBe("/?lang=en&done=ailing");
    expect(await press("gpu-lost")).toBe("/?lang=en&done=ailing");
    expect(await changed()).toEqual({ power: "cut", gpusLost: 1 });
    expect((await wire.call("GET", `/pods/${made.id}`)).status).toBe(200);
    expect(await press("nonsense")).toBe("/?lang=en&done=failed");
    expect(await press("heal")).toBe("/?lang=en&done=healed");
    expect(await changed()).toEqual({});
  });

  test("answers no foreign page and no foreign name", async () => {
    const status = (path: string, headers: Record<string, string>, method = "GET") =>
      new Promise((done) => {
        const call = rawRequest(`${sandbox.url}${path}`, { method, headers }, (answer) => {
          answer.resume();
          done(answer.statusCode);
        });
        call.end();
      });
    expect(await status("/control/keys", { origin: "http://evil.example" })).toBe(403);
    expect(await status("/act/advance", { origin: "null" }, "POST")).toBe(403);
    expect(await status("/control/keys", { "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await status("/", { host: "evil.example" })).toBe(403);
    expect(await status("/control/keys", { origin: sandbox.url })).toBe(200);
  });

  test("a reset of one account leaves the others alone", async () => {
    const [one, two] = [freshKey("runpod"), freshKey("runpod")];
    for (const key of [one, two])
      await wireTo(sandbox.url, "runpod", key).call("POST", "/pods", body);
    await request(`${sandbox.url}/control/reset?provider=runpod&key=${one}`, "POST");
    expect((await readBill(wireTo(sandbox.url, "runpod", one))).machines).toHaveLength(0);
    expect((await readBill(wireTo(sandbox.url, "runpod", two))).machines).toHaveLength(1);
  });
});
