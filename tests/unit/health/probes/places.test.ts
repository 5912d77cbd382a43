import { describe, expect, it } from "vitest";
import { serviceUrl } from "@/lib/health/probes/http/service-url";
import { doorsOf } from "@/lib/health/probes/tcp/doors";

const ssh = { host: "198.18.0.7", port: 22, user: "root" };
const check = { port: 8_000, path: "/health?deep=1", match: null };
const own = { ssh, publicPorts: [], hasOwnAddress: true };

describe("a machine is knocked at", () => {
  it("at its SSH, else at a port of its own, never at a gate for the web", () => {
    const publicPorts = [
      { internal: 8_888, external: "https://abc-8888.proxy.runpod.net" },
      { internal: 8_000, external: "198.18.0.9:10341" },
      { internal: 8_001, external: "[2001:db8::1]:8001" },
    ];
    expect(doorsOf({ ssh, publicPorts })[0]).toEqual({ host: "198.18.0.7", port: 22 });
    expect(doorsOf({ ssh: null, publicPorts })).toEqual([
      { host: "198.18.0.9", port: 10_341 },
      { host: "2001:db8::1", port: 8_001 },
    ]);
    expect(doorsOf({ ssh: null, publicPorts: publicPorts.slice(0, 1) })).toEqual([]);
  });
});

describe("a service is asked", () => {
  it("at the machine's own address, or where its provider opened the port", () => {
    expect(serviceUrl(own, check)?.href).toBe("http://198.18.0.7:8000/health?deep=1");
    const opened = (external: string) => ({
      ssh,
      publicPorts: [{ internal: 8_000, external }],
      hasOwnAddress: false,
    });
    expect(serviceUrl(opened("198.18.0.9:10341"), check)?.href).toBe(
      "http://198.18.0.9:10341/health?deep=1",
    );
    expect(serviceUrl(opened("https://abc-8000.proxy.runpod.net"), check)?.href).toBe(
      "https://abc-8000.proxy.runpod.net/health?deep=1",
    );
  });

  it("nowhere, where a container's port is not open", () => {
    expect(serviceUrl({ ...own, hasOwnAddress: false }, check)).toBeNull();
    expect(serviceUrl({ ...own, ssh: null }, check)).toBeNull();
  });

  it.each(["//victim.example:8443/x", "/\\victim.example", "http://victim.example/"])(
    "nowhere, where the path %j leads to another host",
    (path) => expect(serviceUrl(own, { ...check, path })).toBeNull(),
  );

  it("by an address of version six in brackets", () => {
    const six = { ...own, ssh: { ...ssh, host: "2001:db8::1" } };
    expect(serviceUrl(six, check)?.host).toBe("[2001:db8::1]:8000");
  });
});
