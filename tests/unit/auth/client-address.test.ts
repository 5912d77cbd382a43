import { describe, expect, it } from "vitest";
import { addressGroup, clientAddress } from "@/lib/auth/client-address";

const from = (value: string) => new Headers({ "x-forwarded-for": value });

describe("the client's address", () => {
  it("is never taken from a header when no proxy is trusted", () => {
    expect(clientAddress(from("203.0.113.7"), 0)).toBe("direct");
  });

  it("is what the last trusted proxy saw, whatever the client wrote before it", () => {
    expect(clientAddress(from("1.1.1.1, 203.0.113.7"), 1)).toBe("203.0.113.7");
    expect(clientAddress(from("1.1.1.1, 203.0.113.7, 10.0.0.2"), 2)).toBe("203.0.113.7");
  });

  it("is one for all where the header is missing, too short or absurd", () => {
    expect(clientAddress(new Headers(), 1)).toBe("direct");
    expect(clientAddress(from("203.0.113.7"), 2)).toBe("direct");
    expect(clientAddress(from("x".repeat(100)), 1)).toBe("direct");
  });
});

describe("whose tries count together", () => {
  it("is one IPv4 address, also when written as IPv6", () => {
    expect(addressGroup("203.0.113.7")).toBe("203.0.113.7");
    expect(addressGroup("::ffff:203.0.113.7")).toBe("203.0.113.7");
    expect(addressGroup("203.0.113.8")).not.toBe(addressGroup("203.0.113.7"));
  });

  it("is the whole /64 of an IPv6 address, however it is written", () => {
    for (const address of ["2001:db8:0:7::1", "2001:0DB8:0000:0007:ffff:1:2:3", "2001:db8:0:7::"]) {
      expect(addressGroup(address)).toBe("2001:db8:0:7::/64");
    }
    expect(addressGroup("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
    expect(addressGroup("2001:db8:0:8::1")).toBe("2001:db8:0:8::/64");
    expect(addressGroup("::1")).toBe("0:0:0:0::/64");
  });

  it("is any other text for itself", () => {
    for (const text of ["direct", "sign-up ada@example.com", "tea_1", "a:b"]) {
      expect(addressGroup(text)).toBe(text);
    }
  });
});
