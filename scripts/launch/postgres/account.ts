import { chownSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";
import { Refusal } from "../refusal";

/** The system account PostgreSQL runs as; undefined means the caller's own. */
export type Account = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. Then an existing cluster keeps the account that owns it, and a
 * new one belongs to `nobody`.
 */
export function accountFor(clusterDir: string): Account {
  if (process.getuid?.() !== 0) {
    refuseNameless();
    return undefined;
  }
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return nobody();
}

/** Whether the account may enter every folder down to this one. */
export function canEnter(folder: string, account: Account): boolean {
  if (account === undefined) return true;
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const stat = statSync(at);
    const mine = stat.uid === account.uid ? 0o100 : stat.gid === account.gid ? 0o010 : 0o001;
    if ((stat.mode & mine) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** Hands a folder and all in it to the account; does nothing when there is none to change to. */
export function giveTo(account: Account, folder: string): void {
  if (account === undefined) return;
  chownSync(folder, account.uid, account.gid);
  for (const name of readdirSync(folder)) {
    const entry = path.join(folder, name);
    const stat = lstatSync(entry);
    if (stat.isDirectory()) giveTo(account, entry);
    else if (stat.isFile()) chownSync(entry, account.uid, account.gid);
  }
}

function refuseNameless(): void {
  try {
    userInfo();
  } catch {
    throw new Refusal(
      `PostgreSQL runs only as an account with a name, and number ${process.getuid?.()} has none on this system. Add it to /etc/passwd, start ComputeHub as another user, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

function nobody(): Account {
  for (const line of readFileSync("/etc/passwd", "utf8").split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name === "nobody") return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Refusal(
    "PostgreSQL does not run as root, and this system has no account named nobody. Start ComputeHub as an ordinary user.",
  );
}
