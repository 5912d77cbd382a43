import { readFileSync } from "node:fs";
import { verbs } from "@/lib/catalog/verbs";
import { inRoot } from "@/scripts/launch/root";
import { type Source, sourcesIn } from "@/tests/architecture/sources";

/** A function that a browser may call, as its file writes it. */
export interface ActionDoor {
  readonly file: string;
  readonly name: string;
  /** What made it: `action`, `teamAction`, `sessionAction`, `endSessionAction`; else its text. */
  readonly maker: string;
  readonly verb: string;
  readonly permission: string;
  readonly realm: string;
  readonly limits: readonly string[];
}

const endings: Readonly<Record<string, string>> = {
  this: "accounts.sign-out",
  all: "accounts.sign-out-everywhere",
};

/** Files all of whose exports a browser may call. */
export function actionFiles(): Source[] {
  return sourcesIn(["app", "components", "lib"]).filter(({ text }) =>
    /^\s*["']use server["']/.test(text),
  );
}

/** Functions a browser may call that are hidden inside another file. */
export function hiddenActions(): string[] {
  return sourcesIn(["app", "components", "lib"])
    .filter(({ text }) => /\n.*["']use server["']/.test(text))
    .map(({ file }) => file);
}

/** Every export of those files, in order of their names. */
export async function actionDoors(): Promise<ActionDoor[]> {
  const doors = await Promise.all(actionFiles().map(doorsOf));
  return doors.flat();
}

function doorsOf({ file, text }: Source): Promise<ActionDoor[]> {
  const found = [...text.matchAll(/^export (?:const (\w+) = (\w+)\(([^)]*)\)|(.*))/gm)];
  return Promise.all(
    found.map(async ([line, name = line, maker = line, argument = ""]) => ({
      file,
      name,
      maker,
      ...(await verbOf(text, maker, argument)),
    })),
  );
}

async function verbOf(text: string, maker: string, argument: string) {
  const ending = maker === "endSessionAction" ? endings[argument.replaceAll('"', "")] : undefined;
  const home = new RegExp(`import \\{[^}]*\\b${argument}\\b[^}]*\\} from "@/([^"]+)"`).exec(
    text,
  )?.[1];
  const made = home ? Reflect.get(await import(inRoot(`${home}.ts`)), argument) : undefined;
  const verb = verbs.find((one) => one === made || one.name === ending);
  if (!verb) return { verb: "?", permission: "?", realm: "?", limits: [] };
  const { name, permission, realm } = verb;
  const own = home ? limitsIn(readFileSync(inRoot(`${home}.ts`), "utf8")) : [];
  return {
    verb: name,
    permission,
    realm,
    limits: permission === "visitor" ? ["visitor", ...own] : own,
  };
}

/** A handler of an address. */
export interface RouteDoor {
  readonly methods: readonly string[];
  readonly path: string;
  /** What it asks for before it answers. */
  readonly entry: string;
  readonly limits: readonly string[];
}

/** What in a handler's source says who may enter. */
const proofs: readonly (readonly [RegExp, string])[] = [
  [/\bpriceReview\b/, "session of an operator"],
  [/\bliveAnswer\b/, "session of a team"],
  [/\bfileAnswer\b/, "session of a team"],
  [/\blivePersonAnswer\b/, "session"],
  [/\bteamScope\(/, "session of a team"],
  [/\bexportAccount\b/, "fresh session"],
  [/ByMail\b|\breadLinkToken\b/, "link from a mail"],
  [/\bNextAuth\(/, "sign-in library"],
  [/signature|takeInSes\(/i, "signature"],
  [/secret-token/, "secret that Telegram was told"],
];

/** Every handler of the product. */
export function routeDoors(): RouteDoor[] {
  return sourcesIn(["app"])
    .filter(({ file }) => /\/route\.tsx?$/.test(file))
    .map(({ file, text }) => ({
      methods: methodsIn(text),
      path: file.replace(/^app/, "").replace(/\/route\.tsx?$/, ""),
      entry: proofs.find(([sign]) => sign.test(text))?.[1] ?? "anybody",
      limits: limitsIn(text),
    }));
}

function methodsIn(text: string): string[] {
  const exports = [...text.matchAll(/^export (.*)/gm)].map(([line]) => line).join(" ");
  return ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].filter((method) =>
    new RegExp(`\\b${method}\\b`).test(exports),
  );
}

function limitsIn(text: string): string[] {
  const own = [...text.matchAll(/\bcountTry\(\s*"(\w+)"/g)].flatMap(([, rule]) => rule ?? []);
  const counted = /\boneClickOff\(/.test(text) ? [...own, "visitor"] : own;
  return /\b(apiAnswer|readLimit)\(/.test(text) ? [...counted, "reads"] : counted;
}
