import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { environmentOf } from "@/scripts/launch/environment";
import { openSecrets } from "@/scripts/launch/secrets";
import { makeThrowawayFolder } from "@/scripts/launch/throwaway";
import { databaseUrl, onServer } from "./database";

// Runs before the modules of each test file load, so that they read these settings. Nothing listens
// on the ports named here; a test that needs a process of the product starts it on its own ports.
const { folder, remove } = makeThrowawayFolder("data");
const template = inject("templateDatabase");
const database = `${template}_${randomBytes(4).toString("hex")}`;
await onServer(inject("adminUrl"), (client) =>
  client.query(`CREATE DATABASE ${database} TEMPLATE ${template}`),
);
const settings = environmentOf(
  {
    world: "sandbox",
    dataDir: folder,
    databaseUrl: databaseUrl(inject("adminUrl"), database),
    secrets: openSecrets(folder),
    webPort: 3000,
    sandboxPort: 4010,
    smtpPort: 2525,
    networkPort: 4030,
  },
  { TZ: process.env.TZ, LOG_LEVEL: "error", PACE: "100", OPERATORS: "operator@example.com" },
);
for (const [name, value] of Object.entries(settings)) {
  if (value !== undefined) process.env[name] = value;
}

afterAll(remove);
