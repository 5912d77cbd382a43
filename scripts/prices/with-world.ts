import { createEndings, type Endings } from "../launch/endings";
import { environmentOf } from "../launch/environment";
import { openDatabase } from "../launch/open-database";
import { pickPort } from "../launch/ports";
import { recordedClusterDir } from "../launch/postgres/home";
import { runningPort } from "../launch/postgres/running-port";
import { connectionUrl, ensureDatabase } from "../launch/postgres/server";
import { databaseName } from "../launch/postgres/start-postgres";
import { prepareData } from "../launch/prepare-data";
import { type Hold, runningOn, takeHold } from "../launch/running";
import { choosePort, savedPort } from "../launch/saved-ports";
import { openSecrets, type Secrets } from "../launch/secrets";
import { readSettings, type Settings } from "../launch/settings";
import { dataDirOf, markWorld, openDataDir, type World } from "../launch/world";

/** A world whose database answers. */
export interface OpenWorld {
  readonly world: World;
  readonly dataDir: string;
  /** The settings of its processes, with the owner's login to the database. */
  readonly env: Settings;
  /** Whether the world runs anyway; else only its database was started, for this command. */
  readonly isRunning: boolean;
  /** Notes a process started for it. */
  readonly note: Hold["note"];
  /** What has to end with the command. */
  readonly endings: Endings;
}

/** However the command is told to stop; `disconnect`: its other half was killed. */
const ends = ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const;

/**
 * Joins the running world, or starts its database for as long as `work` takes, made and filled as by
 * a first start where there is none yet.
 */
export async function withWorld<T>(
  world: World,
  work: (opened: OpenWorld) => Promise<T>,
): Promise<T> {
  const endings = createEndings();
  const stop = () => endings.run().finally(() => process.exit(1));
  for (const end of ends) process.once(end, stop);
  try {
    return await work(await openWorld(world, endings));
  } finally {
    await endings.run();
    // A listener on the channel to the other half of this command keeps this one alive.
    for (const end of ends) process.off(end, stop);
  }
}

async function openWorld(world: World, endings: Endings): Promise<OpenWorld> {
  const settings = readSettings();
  const dataDir = dataDirOf(world, settings);
  openDataDir(dataDir, world);
  const secrets = openSecrets(dataDir);
  const known = { world, dataDir, endings };
  if (runningOn(dataDir)) {
    const databaseUrl = settings.DATABASE_URL || (await joinedUrl(dataDir, secrets));
    const sandboxPort = savedPort(dataDir, "sandbox");
    const env = await environment(known, { settings, secrets, databaseUrl, sandboxPort });
    return { ...known, env, isRunning: true, note: () => {} };
  }
  const hold = await takeHold(dataDir, "a command of its own");
  endings.add(hold.release);
  const database = await openDatabase({ settings, dataDir, secrets, durable: true }, endings);
  markWorld(dataDir, world);
  const { databaseUrl } = database;
  const sandboxPort = await choosePort(dataDir, "sandbox");
  const env = await environment(known, { settings, secrets, databaseUrl, sandboxPort });
  await prepareData({ env, dataDir, ...database });
  return { ...known, env, isRunning: false, note: hold.note };
}

/** The owner's login to the database of a world that runs. */
async function joinedUrl(dataDir: string, { postgresPassword }: Secrets): Promise<string> {
  const port = runningPort(recordedClusterDir(dataDir) ?? dataDir);
  const url = (database: string) => connectionUrl(postgresPassword, port, database);
  const { owner } = await ensureDatabase({ url }, databaseName, postgresPassword);
  const own = new URL(url(databaseName));
  own.username = owner;
  return own.href;
}

/** No mail is sent and no page served here, so their settings need not be the real ones. */
async function environment(
  { world, dataDir }: { readonly world: World; readonly dataDir: string },
  facts: { settings: Settings; secrets: Secrets; databaseUrl: string; sandboxPort: number },
): Promise<Settings> {
  const { settings, secrets, databaseUrl, sandboxPort } = facts;
  const ports = {
    webPort: Number(settings.PORT || 3000),
    sandboxPort,
    smtpPort: await pickPort(),
    networkPort: await pickPort(),
  };
  const own = { ...settings, SMTP_URL: settings.SMTP_URL || "smtp://127.0.0.1:25" };
  return environmentOf({ world, dataDir, databaseUrl, secrets, ...ports }, own);
}
