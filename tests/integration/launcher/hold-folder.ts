// Run by the tests: behaves like a launcher on the folder it is given, until it is killed.
import { startChild } from "@/scripts/launch/child";
import { pickPort } from "@/scripts/launch/ports";
import { startPostgres } from "@/scripts/launch/postgres/start-postgres";
import { takeHold } from "@/scripts/launch/running";
import { openSecrets } from "@/scripts/launch/secrets";

const stubborn = `
  process.once("SIGTERM", () => process.once("SIGTERM", () => process.exit()));
  setInterval(() => {}, 1000);
  console.log("ready");
`;
const [dataDir = "", address = ""] = process.argv.slice(2);
const hold = await takeHold(dataDir, address);
const password = openSecrets(dataDir).postgresPassword;
const server = await startPostgres({ dataDir, password, port: await pickPort(), durable: false });
const child = startChild({
  name: "stubborn",
  // Outlives its launcher: it takes being asked twice to make it leave.
  args: ["-e", stubborn],
  env: process.env,
  nodeEnv: "production",
  logFile: `${dataDir}/stubborn.log`,
  ready: { line: "ready" },
  readyWithinMs: 10_000,
});
hold.note("stubborn", child.identity);
await child.ready;
console.log(`database ${server.process.pid}`);
console.log(`child ${child.identity.pid}`);
console.log("ready hold-folder");
