import { spawn } from "node:child_process";
import { createReadStream, createWriteStream, renameSync, rmSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { Refusal } from "../launch/refusal";

/** Packs a folder into one .tar.gz that only its owner may read; it appears whole or not at all. */
export async function pack(folder: string, file: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  const tar = spawn("tar", ["-cf", "-", "-C", folder, "."], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const target = createWriteStream(unfinished, { mode: 0o600, flush: true });
  try {
    await Promise.all([ended(tar), pipeline(tar.stdout, createGzip({ level: 6 }), target)]);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** Unpacks a .tar.gz into an existing folder. Refuses a file that is none. */
export async function unpack(file: string, folder: string): Promise<void> {
  const tar = spawn("tar", ["-xf", "-", "--no-same-owner", "-C", folder], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  const gunzip = createGunzip();
  // tar may stop reading at the end mark, before the padding behind it; its exit code decides.
  tar.stdin.on("error", () => gunzip.resume());
  gunzip.pipe(tar.stdin);
  try {
    await Promise.all([ended(tar), pipeline(createReadStream(file), gunzip)]);
  } catch (error) {
    tar.kill();
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${file} cannot be unpacked: it is no backup, or it is damaged.`);
  }
}

function ended(tar: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.on("error", () => {
      reject(new Refusal("The program tar was not found. Install it and try again."));
    });
    tar.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`tar ended with ${code}`));
    });
  });
}
