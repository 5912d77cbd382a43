import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env";
import { Prisma, PrismaClient } from "@/lib/generated/prisma/client";

/** A transaction of the database: what verbs and engine steps write through. */
export type Tx = Prisma.TransactionClient;

const TRANSACTION_LIMITS = { maxWait: 10_000, timeout: 15_000 };

/** What a connection may see and write: the rows of a team, people, or the machines of all teams. */
type Role = keyof typeof mostConnections;

/** How many connections a process may hold of each role. */
export const mostConnections = { ch_app: 8, ch_accounts: 5, ch_worker: 9 } as const;

function connect(role: Role): PrismaClient {
  const url = new URL(env.DATABASE_URL);
  const adapter = new PrismaPg({
    host: decodeURIComponent(url.hostname),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    max: mostConnections[role],
    connectionTimeoutMillis: TRANSACTION_LIMITS.maxWait,
    // Compiling a statement takes longer than any statement of a page runs.
    options: `-c role=${role} -c timezone=UTC -c jit=off -c statement_timeout=${TRANSACTION_LIMITS.timeout}`,
    application_name: "computehub",
  });
  // Longer formats print a failed statement's values, and those hold hashes and sealed keys.
  return new PrismaClient({ adapter, errorFormat: "minimal" });
}

const clients = new Map<Role, PrismaClient>();

/** The client of a role. Its connections are opened with that role, so no transaction has to say it. */
function clientOf(role: Role): PrismaClient {
  const client = clients.get(role) ?? connect(role);
  clients.set(role, client);
  return client;
}

/**
 * The shared client. Its connections act as `ch_app` with no team set: row security lets them see
 * no tenant row at all, so a forgotten scope shows nothing instead of everything.
 */
export function db(): PrismaClient {
  return clientOf("ch_app");
}

/** Closes the pools; for processes that end and for tests. */
export async function disconnect(): Promise<void> {
  const open = [...clients.values()];
  clients.clear();
  await Promise.all(open.map((client) => client.$disconnect()));
}

/** Runs `work` in one transaction that sees and writes the rows of one team alone. */
export function inTeam<T>(teamId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.team_id', ${teamId}, true)`;
    return work(tx);
  }, TRANSACTION_LIMITS);
}

/** Like `inTeam`, for reads of several statements that must agree: all of them see one moment. */
export function atOneMomentInTeam<T>(teamId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.team_id', ${teamId}, true)`;
      return work(tx);
    },
    { ...TRANSACTION_LIMITS, isolationLevel: "RepeatableRead" },
  );
}

/**
 * Runs `work` in one transaction as `ch_accounts`: users, sessions and memberships across teams,
 * for sign-up, sign-in and finding out which teams a person belongs to. No keys, no machines.
 */
export function asAccounts<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return asRole("ch_accounts", work);
}

/**
 * Runs a part of a `ch_accounts` transaction in the name of one team, whose rows alone it sees and
 * writes: for what goes together with a change of its members.
 */
export async function inTeamWithin<T>(tx: Tx, teamId: string, work: () => Promise<T>): Promise<T> {
  await tx.$executeRaw`
    SELECT set_config('role', 'ch_app', true), set_config('app.team_id', ${teamId}, true)`;
  const done = await work();
  await tx.$executeRaw`
    SELECT set_config('role', 'ch_accounts', true), set_config('app.team_id', '', true)`;
  return done;
}

/**
 * Runs `work` in one transaction as `ch_worker`: machines, keys and events of all teams, for the
 * engine and the sweeps. It cannot read passwords or sessions.
 */
export function asWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return asRole("ch_worker", work);
}

/**
 * Runs one statement as `ch_worker`. It is a whole by itself, so it is spared the transaction around
 * it: two journeys to the database of three.
 */
export function onceAsWorker<T>(statement: (db: Tx) => Promise<T>): Promise<T> {
  return statement(clientOf("ch_worker"));
}

/** Runs one statement as `ch_accounts`, like `onceAsWorker`. */
export function onceAsAccounts<T>(statement: (db: Tx) => Promise<T>): Promise<T> {
  return statement(clientOf("ch_accounts"));
}

function asRole<T>(role: Role, work: (tx: Tx) => Promise<T>): Promise<T> {
  return clientOf(role).$transaction(work, TRANSACTION_LIMITS);
}

export const sql = Prisma.sql;
export const joinSql = Prisma.join;
