import { describe, expect, it } from "vitest";
import { isSameOrigin } from "@/lib/actions/same-origin";

const APP = "https://hub.example";
const asked = (headers: Record<string, string>, app = APP) =>
  isSameOrigin(new Headers(headers), app);

describe("a write", () => {
  it("is taken from our own pages", () => {
    expect(asked({ origin: APP, host: "hub.example" })).toBe(true);
    expect(asked({ origin: APP, host: "10.0.0.7:3000" })).toBe(true);
  });

  it("is refused without an origin, with a foreign one, and with a forged forwarded host", () => {
    expect(asked({ host: "hub.example" })).toBe(false);
    expect(asked({ origin: "null", host: "hub.example" })).toBe(false);
    expect(asked({ origin: "https://evil.example", host: "hub.example" })).toBe(false);
    const forged = { origin: "https://evil.example", "x-forwarded-host": "evil.example" };
    expect(asked({ ...forged, host: "hub.example" })).toBe(false);
    expect(asked({ origin: "https://evil.example", host: "evil.example" })).toBe(false);
    expect(asked({ origin: "http://hub.example", host: "hub.example" })).toBe(false);
  });

  it("is taken from this machine under any of its own names", () => {
    const app = "http://localhost:3000";
    expect(asked({ origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }, app)).toBe(true);
    expect(asked({ origin: "http://127.0.0.1:4000", host: "127.0.0.1:3000" }, app)).toBe(false);
  });
});
