import { step } from "../boot/progress.mjs";
import { distDirOf } from "./build";
import type { Endings } from "./endings";
import { environmentOf } from "./environment";
import { openDatabase } from "./open-database";
import type { StartOptions } from "./options";
import { isBlockedInBrowsers, isPortTaken } from "./ports";
import { prepareData } from "./prepare-data";
import { preparePages } from "./prepare-pages";
import { processSpecs } from "./processes";
import { Refusal } from "./refusal";
import { takeHold } from "./running";
import { choosePort } from "./saved-ports";
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

/**
 * Brings one world up, step by step. Everything started is put into `endings` as soon as it runs, so
 * that the caller can end it all at any moment, whether this succeeds, fails or is broken off.
 */
export async function startInstallation(
  options: InstallationOptions,
  endings: Endings,
): Promise<Installation> {
  const { world, mode, settings, port, verbose, durable } = options;
  refuseLiveWithoutMail(options);
  const dataDir = dataDirOf(world, settings);
  openDataDir(dataDir, world);
  const hold = await takeHold(dataDir, `http://localhost:${port}`);
  endings.add(hold.release);
  await refuseTakenPort(port);
  const secrets = openSecrets(dataDir);
  const database = await openDatabase({ settings, dataDir, secrets, durable }, endings);
  markWorld(dataDir, world);
  const distDir = distDirOf(settings);
  const facts = { world, dataDir, secrets, webPort: port, databaseUrl: database.databaseUrl };
  const settle = async () =>
    environmentOf({ ...facts, ...(await sandboxPorts(dataDir)) }, settings);
  await prepareData({ env: await settle(), dataDir, ...database });
  if (mode === "built") await preparePages({ env: await settle(), dataDir, distDir, verbose });
  // A build takes long enough for others to take a port.
  await refuseTakenPort(port);
  const env = await settle();
  const supervisor = createSupervisor({ ...options, note: hold.note });
  const specs = processSpecs({ env, dataDir, distDir, mode, webPort: port });
  // The sandbox first: worker and web may still ask it something while they end.
  const all = [specs.sandbox, specs.worker, specs.web];
  for (const spec of world === "sandbox" ? all : all.slice(1)) {
    endings.add(() => supervisor.stop(spec.name));
    const onLine = (line: string) => {
      if (verbose || isAlarm(line)) printLine(spec.name, line);
    };
    await step(`Starting the ${spec.name}`, () => supervisor.start({ ...spec, onLine }));
  }
  return { address: env.APP_URL ?? "", dataDir, env, supervisor };
}

async function sandboxPorts(dataDir: string) {
  return {
    sandboxPort: await choosePort(dataDir, "sandbox"),
    smtpPort: await choosePort(dataDir, "smtp"),
    networkPort: await choosePort(dataDir, "network"),
  };
}

function refuseLiveWithoutMail({ world, settings }: InstallationOptions): void {
  const isBySmtp = !settings.MAIL_BY || settings.MAIL_BY === "smtp";
  if (world === "sandbox" || !isBySmtp || settings.SMTP_URL) return;
  throw new Refusal(
    "The live world sends real mail and needs to know through which server: set SMTP_URL, or MAIL_BY and what it needs, in the file .env (see .env.example) and start again.",
  );
}

async function refuseTakenPort(port: number): Promise<void> {
  if (await isBlockedInBrowsers(port)) {
    throw new Refusal(
      `Browsers open no page on port ${port}, which is kept for another service. Choose another one: npm start -- --port 3001`,
    );
  }
  if (!(await isPortTaken(port))) return;
  throw new Refusal(
    `Port ${port} is used by another program. Stop that program, or choose another port: npm start -- --port ${port + 1}`,
  );
}
