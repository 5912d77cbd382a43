import { step } from "../boot/progress.mjs";
import { distDirOf } from "./build";
import { forgetSeed } from "./database";
import { environmentOf } from "./environment";
import type { StartOptions } from "./options";
import { isPortTaken } from "./ports";
import { databaseName, startPostgres } from "./postgres/start-postgres";
import { prepareData } from "./prepare-data";
import { preparePages } from "./prepare-pages";
import { processSpecs } from "./processes";
import { Refusal } from "./refusal";
import { takeHold } from "./running";
import { choosePorts } from "./saved-ports";
import { openSecrets } from "./secrets";
import type { Settings } from "./settings";
import { createSupervisor, type Supervisor } from "./supervisor";
import { isAlarm, printLine } from "./terminal";
import { dataDirOf, markWorld, openDataDir } from "./world";

export interface InstallationOptions extends StartOptions {
  settings: Settings;
  /** Off only for data that is thrown away. */
  durable: boolean;
  say(sentence: string): void;
  /** Called when a process keeps crashing; the installation is to be stopped. */
  giveUp(sentence: string): void;
}

/** A running ComputeHub. */
export interface Installation {
  address: string;
  dataDir: string;
  env: Settings;
  supervisor: Supervisor;
}

/** Things to end, the newest first. */
export interface Endings {
  add(end: () => Promise<void> | void): void;
  run(): Promise<void>;
}

export function createEndings(): Endings {
  const ends: (() => Promise<void> | void)[] = [];
  return {
    add: (end) => ends.push(end),
    async run() {
      for (let end = ends.pop(); end; end = ends.pop()) await end();
    },
  };
}

/**
 * Brings one world up, step by step. Everything started is put into `endings` as soon as it runs, so
 * that the caller can end it all at any moment, whether this succeeds, fails or is broken off.
 */
export async function startInstallation(
  options: InstallationOptions,
  endings: Endings,
): Promise<Installation> {
  const { world, mode, settings, port, verbose } = options;
  refuseLiveWithoutMail(options);
  const dataDir = dataDirOf(world, settings);
  openDataDir(dataDir, world);
  const hold = await takeHold(dataDir, `http://localhost:${port}`);
  endings.add(hold.release);
  await refuseTakenPort(port);
  const env = await openDatabase(options, dataDir, endings);
  const distDir = distDirOf(settings);
  if (mode === "built") await preparePages({ env, dataDir, distDir, verbose });
  const supervisor = createSupervisor({
    note: hold.note,
    say: options.say,
    giveUp: options.giveUp,
  });
  const specs = processSpecs({ env, dataDir, distDir, mode, webPort: port });
  // The worker and the web process may still ask the sandbox something while they end.
  for (const name of world === "sandbox"
    ? (["sandbox", "worker", "web"] as const)
    : (["worker", "web"] as const)) {
    endings.add(() => supervisor.stop(name));
    const onLine = (line: string) => {
      if (verbose || isAlarm(line)) printLine(name, line);
    };
    await step(`Starting the ${name}`, () => supervisor.start({ ...specs[name], onLine }));
  }
  return { address: env.APP_URL ?? "", dataDir, env, supervisor };
}

/** Secrets, ports, a running database with today's tables and data; answers the settings of it all. */
async function openDatabase(
  { world, settings, port, durable }: InstallationOptions,
  dataDir: string,
  endings: Endings,
): Promise<Settings> {
  const secrets = openSecrets(dataDir);
  const ports = await choosePorts(dataDir);
  const password = secrets.postgresPassword;
  const own = settings.DATABASE_URL
    ? undefined
    : await step("Starting the database", () =>
        startPostgres({ dataDir, password, port: ports.postgres, durable }),
      );
  if (own) endings.add(own.stop);
  if (own?.created) forgetSeed(dataDir);
  markWorld(dataDir, world);
  const databaseUrl = own?.url(databaseName) ?? settings.DATABASE_URL ?? "";
  const facts = { world, dataDir, databaseUrl, secrets, webPort: port };
  const env = environmentOf(
    { ...facts, sandboxPort: ports.sandbox, smtpPort: ports.smtp },
    settings,
  );
  await prepareData({
    env,
    dataDir,
    databaseUrl,
    databaseName: own ? "own" : placeOf(databaseUrl),
  });
  return env;
}

function refuseLiveWithoutMail({ world, settings }: InstallationOptions): void {
  if (world === "sandbox" || settings.SMTP_URL) return;
  throw new Refusal(
    "The live world sends real mail and needs to know through which server: set SMTP_URL in the file .env (see .env.example) and start again.",
  );
}

async function refuseTakenPort(port: number): Promise<void> {
  if (!(await isPortTaken(port))) return;
  throw new Refusal(
    `Port ${port} is used by another program. Stop that program, or choose another port: npm start -- --port ${port + 1}`,
  );
}

function placeOf(databaseUrl: string): string {
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `${hostname}:${port}${pathname}`;
}
