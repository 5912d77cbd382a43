import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { AdapterSettings, Credentials, ProviderMeta } from "@/lib/providers/contract";
import { findProviderMeta, providerMetas } from "@/lib/providers/meta";
import { Refusal } from "../launch/refusal";
import { calls } from "./calls";

const usage = "npm run -s provider -- ID CALL [--base-url URL] [--credentials FILE] [--json ARGS]";

/** What an operator wants done. */
export interface Order {
  readonly meta: ProviderMeta;
  readonly call: string;
  readonly credentials: Credentials;
  readonly args: unknown;
  readonly settings: AdapterSettings;
}

/** Reads the words behind the command. Refuses what makes no sense with one sentence. */
export function readOrder(words: readonly string[]): Order {
  const { values, positionals } = readWords(words);
  const [id, call] = positionals;
  if (id === undefined || call === undefined || positionals.length > 2) {
    throw new Refusal(`The command is: ${usage}`);
  }
  const meta = findProviderMeta(id);
  if (!meta) {
    const known = providerMetas.map((one) => one.id).join(", ");
    throw new Refusal(`There is no provider ${id}; the providers are ${known}.`);
  }
  if (!calls.has(call)) {
    throw new Refusal(`There is no call ${call}; the calls are ${[...calls.keys()].join(", ")}.`);
  }
  return {
    meta,
    call,
    args: readArgs(values.json),
    credentials: readCredentials(meta, call, values.credentials),
    settings: settingsOf(meta, values["base-url"]),
  };
}

function readWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        "base-url": { type: "string" },
        credentials: { type: "string" },
        json: { type: "string" },
      },
    });
  } catch {
    throw new Refusal(`The command is: ${usage}`);
  }
}

function readArgs(text: string | undefined): unknown {
  try {
    return text === undefined ? {} : JSON.parse(text);
  } catch {
    throw new Refusal(`What follows --json is no JSON; it should be like {"id": "..."}.`);
  }
}

/** The file is read from where the operator stands. Its values are never repeated. */
function readCredentials(meta: ProviderMeta, call: string, file: string | undefined): Credentials {
  if (file === undefined) {
    const { access, refreshEveryMs } = meta.prices ?? {};
    const isOpen = access === "keyless" || refreshEveryMs === 0;
    if ((call === "offers" && isOpen) || meta.credentialFields.length === 0) return {};
    throw new Refusal(`${call} at ${meta.name} needs --credentials FILE, ${fieldsOf(meta)}.`);
  }
  const credentials = z.record(z.string(), z.string()).safeParse(readJsonFile(file));
  const wrong = credentials.success
    ? meta.credentialFields.find(({ name, pattern }) => !pattern.test(credentials.data[name] ?? ""))
    : undefined;
  if (!credentials.success) throw new Refusal(`${file} should be ${fieldsOf(meta)}.`);
  if (wrong) throw new Refusal(`${file} has no ${wrong.name} of the shape ${meta.name} gives.`);
  return credentials.data;
}

const fieldsOf = (meta: ProviderMeta) =>
  `a JSON object with ${meta.credentialFields.map(({ name }) => name).join(" and ") || "no field"}`;

function readJsonFile(file: string): unknown {
  const from = process.env.INIT_CWD ?? process.cwd();
  try {
    return JSON.parse(readFileSync(path.resolve(from, file), "utf8"));
  } catch {
    throw new Refusal(`${file} cannot be read as JSON.`);
  }
}

/** The live world's addresses, or one given root with the provider's further hosts below it. */
function settingsOf(meta: ProviderMeta, given: string | undefined): AdapterSettings {
  if (given === undefined) return { baseUrl: meta.apiUrl, hosts: meta.hosts ?? {} };
  if (!isHttp(given)) throw new Refusal("What follows --base-url is no http or https address.");
  const baseUrl = given.replace(/\/+$/, "");
  const pathOf = (url: string) => new URL(url).pathname.replace(/\/$/, "");
  const own = pathOf(meta.apiUrl);
  const root = baseUrl.endsWith(own) ? baseUrl.slice(0, baseUrl.length - own.length) : baseUrl;
  const hosts = Object.entries(meta.hosts ?? {}).map(([name, url]) => [
    name,
    `${root}/${name}${pathOf(url)}`,
  ]);
  return { baseUrl, hosts: Object.fromEntries(hosts) };
}

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
