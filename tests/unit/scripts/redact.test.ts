import { describe, expect, test } from "vitest";
import type { Exchange } from "@/lib/exchanges";
import { redactor, withoutProofs } from "@/scripts/provider/redact";

const key = "rpa_ABCDEF/0123+456=789";
const exchange = (changes: Partial<Exchange>): Exchange => ({
  method: "GET",
  url: "https://api.example.com/",
  requestHeaders: {},
  requestBody: undefined,
  status: 200,
  responseHeaders: {},
  responseBody: null,
  failure: null,
  ...changes,
});

const shownOf = (value: unknown, exchanges: Exchange[] = []) =>
  JSON.stringify(redactor([key], exchanges)(value));

describe("a credential", () => {
  test.each([
    ["as it is", `bad key ${key}!`],
    ["in an address", `https://api.example.com/?q=${encodeURIComponent(key)}`],
    ["in basic authentication", `Basic ${Buffer.from(`${key}:`).toString("base64")}`],
    ["in base64", Buffer.from(key).toString("base64")],
  ])("is removed %s", (_name, text) => {
    const shown = shownOf({ detail: [text] });
    expect(shown).toContain("[removed]");
    expect(shown).not.toContain(key);
    expect(shown).not.toContain(Buffer.from(key).toString("base64").slice(0, 20));
  });

  test("is removed where it is the name of a field", () => {
    expect(shownOf({ [key]: 1 })).toBe('{"[removed]":1}');
  });
});

describe("what is had on the way", () => {
  test("a token is removed wherever it then goes", () => {
    const given = exchange({
      responseBody: '{"access_token": "tok-123456", "token_type": "Bearer"}',
    });
    const used = exchange({ requestHeaders: { authorization: "Bearer tok-123456" } });
    const text = { said: "who is tok-123456?", token_type: "Bearer" };
    expect(shownOf(text, [given, used])).toBe('{"said":"who is [removed]?","token_type":"Bearer"}');
  });

  test("what a header proves is removed when a body repeats it", () => {
    const sent = exchange({
      requestHeaders: { "x-api-key": "house-77", authorization: "Basic YWJjZGVm" },
    });
    expect(shownOf(["house-77", "you sent YWJjZGVm"], [sent])).toBe(
      '["[removed]","you sent [removed]"]',
    );
  });

  test("a private key, a short password and a secret in an address are removed", () => {
    const pem = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----";
    expect(shownOf({ private_key: "x", env: { DB_PASS: "pw" }, text: `a ${pem} b` })).toBe(
      '{"private_key":"[removed]","env":{"DB_PASS":"[removed]"},"text":"a [removed] b"}',
    );
    expect(shownOf("https://jupyter.example.com/?token=0b7d&page=2")).toBe(
      '"https://jupyter.example.com/?token=[removed]&page=2"',
    );
  });
});

test("headers that prove who calls are emptied, others stay", () => {
  expect(
    withoutProofs({
      authorization: "Bearer x",
      "set-cookie": "a=b",
      "x-goog-api-key": "k",
      "content-type": "application/json",
    }),
  ).toEqual({
    authorization: "[removed]",
    "set-cookie": "[removed]",
    "x-goog-api-key": "[removed]",
    "content-type": "application/json",
  });
});

test("money, times and public keys are shown", () => {
  const value = {
    micros: 440_000n,
    at: new Date("2026-06-01T00:00:00Z"),
    public_key: "ssh-ed25519 AAAA",
  };
  expect(redactor([], [])(value)).toEqual({
    micros: "440000",
    at: "2026-06-01T00:00:00.000Z",
    public_key: "ssh-ed25519 AAAA",
  });
});
