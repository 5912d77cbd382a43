import pg from "pg";
import { asWorker } from "@/lib/db";
import { makeTeam, PER_HOUR_MICROS } from "./engine-team";

const TEAMS = 20;
const MACHINES = 500;
const at = new Date("2026-01-01T00:00:00Z");

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL });
await owner.connect();
for (let number = 0; number < TEAMS; number += 1) {
  const { scope, keyId, offerId } = await makeTeam(`bench-${number}-key-of-this-account`);
  const { id: teamId, defaultProjectId: projectId } = scope.team;
  const own = { teamId, projectId, providerKeyId: keyId, offerId, providerId: providerOf(number) };
  const spec = { gpuSpelling: "H100", gpuCount: 1, instanceType: "H100", region: `r${number}` };
  const money = { quotedPerHourMicros: PER_HOUR_MICROS, ratePerHourMicros: PER_HOUR_MICROS };
  const wish = { desired: "running", desiredGeneration: 1, settledGeneration: 1 };
  await asWorker((tx) =>
    tx.deployment.createMany({
      data: Array.from({ length: MACHINES }, (_, index) => ({
        ...own,
        ...spec,
        ...money,
        ...wish,
        ...addressOf(number, index),
        id: `dep_bench${number}x${index}`,
        name: `machine ${index}`,
        status: "running",
        providerInstanceId: `vm-${number}-${index}`,
        quotedAt: at,
        statusSince: at,
        createdAt: at,
      })),
    }),
  );
}
await owner.query("UPDATE deployment SET http_check = '8000/health' WHERE id ~ '[02468]$'");
await owner.query("ANALYZE");
console.log(JSON.stringify({ machines: TEAMS * MACHINES }));
process.exit(0);

function providerOf(team: number): string {
  return team % 2 === 0 ? "vultr" : "digitalocean";
}

function addressOf(team: number, index: number) {
  const sshHost = `198.18.${team * 2 + Math.floor(index / 250)}.${1 + (index % 250)}`;
  return { sshHost, sshPort: 22, sshUser: "root", hasOwnAddress: true };
}
