import { beginningShape } from "@/lib/beginning/schema";
import type { Beginning } from "@/lib/templates/schema";

/** Why a typed field cannot be sent: a key of `templates.errors`. */
export type BeginningProblem = "variables" | "variableTwice" | "command" | "script";

export interface TypedVariable {
  readonly name: string;
  readonly value?: string;
  readonly secret: boolean;
}

/** Variables, command and script as typed, ready to be sent. */
export interface TypedBeginning {
  readonly environment: TypedVariable[];
  readonly command?: string;
  readonly startupScript?: string;
}

export type ReadBeginning =
  | { readonly typed: TypedBeginning; readonly problems: null }
  | { readonly typed: null; readonly problems: Readonly<Record<string, BeginningProblem>> };

/** Prefix of the checkboxes that say which secrets are kept as they are. */
export const KEEP = "keep:";

/**
 * Reads the variables, one `NAME=value` a line, the secrets that are kept, the command and the script. A secret
 * typed anew takes the place of the kept one. Pure.
 */
export function readBeginning(texts: Readonly<Record<string, string>>): ReadBeginning {
  const plain = readLines(texts.variables ?? "", false);
  const secret = readLines(texts.secretVariables ?? "", true);
  const script = (texts.startupScript ?? "").replaceAll("\r\n", "\n").trimEnd();
  const command = (texts.command ?? "").trim();
  const problems: Record<string, BeginningProblem> = {};
  if (plain === null) problems.variables = "variables";
  if (secret === null) problems.secretVariables = "variables";
  const typed = [...(plain ?? []), ...(secret ?? [])];
  const names = typed.map(({ name }) => name);
  if (new Set(names).size < names.length) problems.variables ??= "variableTwice";
  const isCommand = beginningShape.command.safeParse(command).success;
  if (command !== "" && !isCommand) problems.command = "command";
  const isScript = beginningShape.startupScript.safeParse(script).success;
  if (script !== "" && !isScript) problems.startupScript = "script";
  if (Object.keys(problems).length > 0) return { typed: null, problems };
  const kept = Object.keys(texts)
    .filter((field) => field.startsWith(KEEP))
    .map((field) => field.slice(KEEP.length))
    .filter((name) => !names.includes(name))
    .map((name) => ({ name, secret: true }));
  const environment = [...typed, ...kept];
  return {
    problems: null,
    typed: {
      environment,
      ...(command !== "" && { command }),
      ...(script !== "" && { startupScript: `${script}\n` }),
    },
  };
}

function readLines(text: string, secret: boolean): TypedVariable[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const variables = lines.map((line) => {
    const at = line.indexOf("=");
    return { name: line.slice(0, at).trim(), value: line.slice(at + 1), secret };
  });
  const isFine =
    lines.every((line) => line.includes("=")) &&
    variables.every(({ name }) => /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(name));
  return isFine ? variables : null;
}

/** Plain variables as they are typed. */
export function variableLines(environment: Beginning["environment"]): string {
  return environment.map(({ name, value }) => `${name}=${value}`).join("\n");
}
