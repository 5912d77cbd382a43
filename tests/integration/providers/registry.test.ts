import { afterAll, beforeAll, expect, it } from "vitest";
import { findProvider, getProvider } from "@/lib/providers/registry";
import { known } from "@/tests/contract/cases/verda";
import { recordedFor } from "@/tests/contract/provider-cases";
import { type RecordedServer, startRecordedServer } from "@/tests/contract/recorded-server";
import { must } from "./account-at";

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
  server.answer((asked) => recordedFor(known.recording, asked));
  process.env.PROVIDER_URLS = JSON.stringify({ verda: server.baseUrl });
});
afterAll(() => server.close());

it("lets one token serve all operations of a process, one after another", async () => {
  const list = () => must(getProvider("verda").instances).list(known.credentials, {});
  await list();
  await list();
  expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /oauth2/token",
    "GET /instances",
    "GET /instances",
  ]);
});

it("knows no adapter for an id nobody has", () => {
  expect(findProvider("nobody")).toBeUndefined();
});
