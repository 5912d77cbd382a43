import { migrate } from "../launch/database";
import { environmentOf } from "../launch/environment";
import { openSecrets } from "../launch/secrets";
import type { Settings } from "../launch/settings";
import { makeThrowawayFolder, startThrowawayPostgres } from "../launch/throwaway";

/** Runs `work` with the settings of an installation whose database lives only that long. */
export async function withDatabase<T>(work: (settings: Settings) => Promise<T>): Promise<T> {
  const server = await startThrowawayPostgres();
  const { folder, remove } = makeThrowawayFolder("bench");
  try {
    const databaseUrl = server.url("postgres");
    const secrets = openSecrets(folder);
    const ports = { webPort: 3000, sandboxPort: 4010, smtpPort: 2525, networkPort: 4030 };
    const settings = environmentOf(
      { world: "sandbox", dataDir: folder, databaseUrl, secrets, ...ports },
      { LOG_LEVEL: "error" },
    );
    await migrate({ ...process.env, ...settings });
    return await work(settings);
  } finally {
    remove();
    await server.stop();
  }
}
