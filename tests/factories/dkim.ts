import { createHash, type KeyObject, verify } from "node:crypto";

/** A mail's signature as its receiver sees it. */
export interface SeenSignature {
  readonly domain: string;
  readonly selector: string;
  /** The headers it covers, in lower case. */
  readonly covers: readonly string[];
  /** Whether body and headers are what was signed. */
  readonly isGood: boolean;
}

/**
 * Reads the DKIM signature (RFC 6376, rsa-sha256, relaxed/relaxed) of a mail as it travelled, and
 * checks it with the key that the domain's record would hold.
 */
export function readDkim(raw: string, key: KeyObject): SeenSignature | null {
  const end = raw.indexOf("\r\n\r\n");
  const fields = raw.slice(0, end).split(/\r\n(?![ \t])/);
  const own = fields.find((field) => /^dkim-signature:/i.test(field));
  if (own === undefined) return null;
  const tags = new Map(
    own
      .slice(own.indexOf(":") + 1)
      .split(";")
      .map((tag) => tag.trim().match(/^(\w+)\s*=\s*([\s\S]*)$/))
      .flatMap((found) => (found ? [[found[1] ?? "", (found[2] ?? "").replace(/\s/g, "")]] : [])),
  );
  const body = `${relaxedBody(raw.slice(end + 4))}`;
  const bodyHash = createHash("sha256").update(body, "latin1").digest("base64");
  const covers = (tags.get("h") ?? "").toLowerCase().split(":");
  const left = [...fields];
  const signed = covers.map((name) => {
    const at = left.findLastIndex((field) => field.toLowerCase().startsWith(`${name}:`));
    return at === -1 ? "" : `${relaxedField(left.splice(at, 1)[0] ?? "")}\r\n`;
  });
  const bare = relaxedField(own).replace(/(;\s*b=)[^;]*/, "$1");
  const bytes = Buffer.from(signed.join("") + bare, "latin1");
  const isSigned = verify("sha256", bytes, key, Buffer.from(tags.get("b") ?? "", "base64"));
  return {
    domain: tags.get("d") ?? "",
    selector: tags.get("s") ?? "",
    covers,
    isGood: isSigned && tags.get("bh") === bodyHash,
  };
}

function relaxedField(field: string): string {
  const colon = field.indexOf(":");
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ");
  return `${field.slice(0, colon).trim().toLowerCase()}:${value.trim()}`;
}

function relaxedBody(body: string): string {
  const lines = body
    .split("\r\n")
    .map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""))
    .join("\r\n")
    .replace(/(\r\n)+$/, "");
  return lines === "" ? "" : `${lines}\r\n`;
}
