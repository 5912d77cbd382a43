import { describe, expect, it } from "vitest";
import { clientAddress } from "@/lib/auth/client-address";

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
