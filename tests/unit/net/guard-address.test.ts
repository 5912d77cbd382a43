import { describe, expect, test } from "vitest";
import { guardAddress, guardPlace } from "@/lib/net/guard-address";
import { canonicalHost, isPlayedAddress, isPublicAddress } from "@/lib/net/public-address";

const never = new AbortController().signal;
const typed = { typed: { alsoPorts: [8443] } };

describe("an address is public", () => {
  test.each(["1.1.1.1", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::8a"])("%s", (ip) => {
    expect(isPublicAddress(ip)).toBe(true);
  });
});

describe("an address of a special use is not", () => {
  test.each([
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "241.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd00::1",
    "fe80::1",
    "fe80::1%eth0",
    "febf::1",
    "fec0::1",
    "ff02::1",
    "not an address",
    "",
  ])("%s", (ip) => {
    expect(isPublicAddress(ip)).toBe(false);
  });
});

test("a loopback address is seen through every spelling", async () => {
  const spellings = [
    "127.1",
    "0x7f000001",
    "2130706433",
    "017700000001",
    "１２７.０.０.１",
    "[::1]",
  ];
  for (const spelling of spellings) {
    const { host } = guardPlace({ host: spelling, port: 443 }, typed);
    expect(["127.0.0.1", "::1"]).toContain(host);
    await expect(guardAddress(host, never)).rejects.toMatchObject({ kind: "blocked" });
  }
});

test.each([
  "localhost",
  "LOCALHOST",
  "localhost.",
  "a.localhost",
  "user@host",
  "a/b",
  "a:80",
  "a b",
  "",
])("%s is no host that may be asked", (host) => {
  expect(() => guardPlace({ host, port: 443 }, typed)).toThrow("blocked");
});

test("a typed address is asked at the ports of the web and the chosen ones alone", () => {
  const at = (port: number) => () => guardPlace({ host: "example.com", port }, typed);
  for (const port of [80, 443, 8443]) expect(at(port)()).toEqual({ host: "example.com", port });
  for (const port of [22, 25, 6379, 0, 65_536, 1.5]) expect(at(port)).toThrow("blocked");
});

test("a machine is asked at whichever port its provider told", () => {
  expect(guardPlace({ host: "1.1.1.1", port: 40_022 }, "machine").port).toBe(40_022);
});

test("a public literal is connected to as it is", async () => {
  expect(await guardAddress("1.1.1.1", never)).toBe("1.1.1.1");
});

test("hosts are read in one form", () => {
  expect(canonicalHost("EXAMPLE.com")).toBe("example.com");
  expect(canonicalHost("bücher.example")).toBe("xn--bcher-kva.example");
  expect(canonicalHost("[2606:4700::1111]")).toBe("2606:4700::1111");
  expect(canonicalHost("256.1.1.1")).toBeNull();
});

test("the sandbox's own range is told apart from the public internet", () => {
  expect(isPlayedAddress("198.18.0.1")).toBe(true);
  expect(isPlayedAddress("198.19.255.254")).toBe(true);
  expect(isPlayedAddress("198.20.0.1")).toBe(false);
  expect(isPlayedAddress("127.0.0.1")).toBe(false);
});
