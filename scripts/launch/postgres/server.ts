import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { identify, isGoneWithin, type ProcessIdentity, signal } from "../process-table";
import { Refusal } from "../refusal";
import type { PostgresHome } from "./home";

export interface ServerOptions {
  home: PostgresHome;
  logFile: string;
  password: string;
  port: number;
  /** Off only for data that is thrown away: no waiting for the disk. */
  durable: boolean;
}

/** A running server; `url` is its superuser's login to the named database. */
export interface PostgresServer {
  process: ProcessIdentity;
  port: number;
  url(database: string): string;
  stop(): Promise<void>;
}

/** Starts PostgreSQL on the loopback and answers once it takes connections. */
export async function startServer(options: ServerOptions): Promise<PostgresServer> {
  const { home, logFile, password, port } = options;
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a");
  const child = spawn(path.join(home.native, "bin", "postgres"), serverArguments(options), {
    ...home.account,
    cwd: "/",
    // Its own group: Ctrl-C must reach the launcher alone, which stops the database last.
    detached: true,
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.on("error", () => {});
  const server = child.pid === undefined ? undefined : identify(child.pid);
  if (server) await untilReady(server, home.clusterDir);
  if (!server || child.exitCode !== null) throw refusal(logFile);
  child.unref();
  return {
    process: server,
    port,
    url: (database) => connectionUrl(password, port, database),
    stop: () => stop(server),
  };
}

/** The superuser's login to a database of the server on this port. */
export function connectionUrl(password: string, port: number, database: string): string {
  return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * Creates the database unless it exists, and its owner of the same name; answers who owns it. The
 * owner is no superuser: a statement smuggled into the product reaches no file and no program of
 * this machine.
 */
export async function ensureDatabase(
  server: Pick<PostgresServer, "url">,
  name: string,
  password: string,
): Promise<{ owner: string }> {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  const owner = client.escapeIdentifier(name);
  await client.connect();
  try {
    const role = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
    if (role.rowCount === 0) {
      const secret = client.escapeLiteral(password);
      await client.query(`CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD ${secret}`);
    }
    const found = await client.query<{ owner: string }>(
      "SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1",
      [name],
    );
    if (found.rows[0]) return found.rows[0];
    await client.query(`CREATE DATABASE ${owner} OWNER ${owner}`);
    return { owner: name };
  } finally {
    await client.end();
  }
}

function serverArguments({ home, port, durable }: ServerOptions): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", home.clusterDir, "-p", String(port), ...flags];
}

/** The server notes in the eighth line of postmaster.pid when it accepts connections. */
async function untilReady(server: ProcessIdentity, clusterDir: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (await isGoneWithin(server, 0)) return;
    const lines = readPidFile(clusterDir);
    if (lines[0] === String(server.pid) && lines[7]?.trim() === "ready") return;
    await wait(20);
  }
  throw new Refusal("PostgreSQL did not become ready within a minute.");
}

function readPidFile(clusterDir: string): string[] {
  try {
    return readFileSync(path.join(clusterDir, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

async function stop(server: ProcessIdentity): Promise<void> {
  signal(server, "SIGINT");
  if (await isGoneWithin(server, 30_000)) return;
  signal(server, "SIGQUIT");
  await isGoneWithin(server, 10_000);
}

function refusal(logFile: string): Refusal {
  const fatal = readFileSync(logFile, "utf8")
    .split("\n")
    .filter((line) => /FATAL|PANIC|error while loading/.test(line))
    .at(-1);
  return new Refusal(
    `PostgreSQL did not start${fatal ? `: ${fatal.trim()}` : ""}. Its log is ${logFile}.`,
  );
}
