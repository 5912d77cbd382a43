import { once } from "node:events";
import { createServer, type NetConnectOpts, type Server } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { postToTyped } from "@/lib/notifications/channels/webhook/post-to-typed";

/** The internet of this file: its name servers, and the one place where its addresses lead. */
const internet = vi.hoisted(() => ({
  /** What a name means, the first time it is asked for and then. */
  names: new Map<string, string[][]>(),
  asked: [] as string[],
  connected: [] as unknown[],
  heard: [] as Buffer[],
  port: 0,
}));

vi.mock("node:dns/promises", () => ({
  Resolver: class {
    async resolve4(name: string): Promise<string[]> {
      internet.asked.push(name);
      return internet.names.get(name)?.shift() ?? [];
    }
    async resolve6(): Promise<string[]> {
      return [];
    }
    cancel(): void {}
  },
}));

vi.mock("node:net", async (actual) => {
  const net = await actual<typeof import("node:net")>();
  const connect = (place: NetConnectOpts) => {
    internet.connected.push(place);
    return net.connect({ host: "127.0.0.1", port: internet.port });
  };
  return { ...net, connect };
});

const held: { server?: Server } = {};

beforeAll(async () => {
  Object.assign(process.env, {
    WORLD: "live",
    DATABASE_URL: "postgresql://u:p@127.0.0.1:1/none",
    DATA_DIR: ".data/none",
    APP_URL: "https://hub.example",
    TRUSTED_PROXY_HOPS: "1",
    AUTH_SECRET: "t".repeat(32),
    KEY_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
    SMTP_URL: "smtp://127.0.0.1:1",
  });
  held.server = createServer((socket) => {
    socket.once("data", (bytes) => {
      internet.heard.push(bytes);
      socket.destroy();
    });
  });
  held.server.listen(0, "127.0.0.1");
  await once(held.server, "listening");
  const address = held.server.address();
  internet.port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(() => held.server?.close());

beforeEach(() => {
  internet.names.clear();
  for (const list of [internet.asked, internet.connected, internet.heard]) list.length = 0;
});

const post = (url: string) => postToTyped({ url, headers: {}, body: "{}" });

describe("an address that somebody typed, in the live world", () => {
  it("is looked up once, and what was checked is what is spoken to, encrypted", async () => {
    internet.names.set("hooks.example", [["93.184.216.34"], ["127.0.0.1"]]);
    const outcome = await post("https://hooks.example/in");
    expect(internet.asked).toEqual(["hooks.example"]);
    expect(internet.connected).toMatchObject([{ host: "93.184.216.34", port: 443 }]);
    const [hello] = internet.heard;
    expect(hello?.[0]).toBe(22);
    expect(hello?.includes("hooks.example")).toBe(true);
    expect(outcome).toEqual({ kind: "uncertain", failure: "no answer: closed" });
  });

  it("is called at the port it names", async () => {
    internet.names.set("hooks.example", [["93.184.216.34"]]);
    await post("https://hooks.example:8443/in");
    expect(internet.connected).toMatchObject([{ host: "93.184.216.34", port: 8443 }]);
  });

  it.each([
    ["10.0.0.8"],
    ["127.0.0.1"],
    ["169.254.169.254"],
    ["198.18.0.1"],
    ["93.184.216.34", "192.168.0.1"],
  ])("is not called where its name means %s", async (...addresses) => {
    internet.names.set("inside.example", [addresses]);
    const outcome = await post("https://inside.example/in");
    expect(outcome).toEqual({ kind: "retry", failure: "no answer: blocked" });
    expect(internet.connected).toEqual([]);
  });

  it.each([
    "https://127.1/in",
    "https://2130706433/in",
    "https://[::1]/in",
    "https://[::ffff:10.0.0.1]/in",
    "https://localhost./in",
    "https://１２７.０.０.１/in",
  ])("is not called at %s", async (url) => {
    expect(await post(url)).toEqual({ kind: "retry", failure: "no answer: blocked" });
    expect(internet.connected).toEqual([]);
  });

  it("is encrypted, and none that the sandbox alone knows", async () => {
    for (const url of ["http://hooks.example/in", "http://receivers.sandbox.test/receivers/x"]) {
      expect(await post(url)).toEqual({ kind: "retry", failure: "no address of the web" });
    }
    expect(internet.asked).toEqual([]);
  });

  it("that nobody knows waits for another try", async () => {
    const outcome = await post("https://nobody.example/in");
    expect(outcome).toEqual({ kind: "retry", failure: "no answer: unresolved" });
  });
});
