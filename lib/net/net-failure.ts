export type NetFailureKind =
  /** The address may not be reached from here: it is no public one, or its port is not allowed. */
  | "blocked"
  | "unresolved"
  | "refused"
  | "unreachable"
  | "timeout"
  /** The other side ended it before all was said. */
  | "closed"
  /** This computer has no connection left to give, or no network. */
  | "exhausted"
  | "certificate"
  | "redirects"
  | "protocol";

/** Why a connection came to nothing; carries no address and nothing the other side said. */
export class NetFailure extends Error {
  readonly kind: NetFailureKind;

  constructor(kind: NetFailureKind) {
    super(`no connection: ${kind}`);
    this.name = "NetFailure";
    this.kind = kind;
  }
}

const kindOfCode: Readonly<Record<string, NetFailureKind>> = {
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ENETDOWN: "exhausted",
  EMFILE: "exhausted",
  ENFILE: "exhausted",
  ENOBUFS: "exhausted",
  ENOMEM: "exhausted",
  EADDRNOTAVAIL: "exhausted",
  ETIMEDOUT: "timeout",
  ENOTFOUND: "unresolved",
  ENODATA: "unresolved",
  ECONNRESET: "closed",
  EPIPE: "closed",
};

const ofCertificates = /CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH/;

/** The failure that an error of Node's sockets stands for. */
export function toNetFailure(error: unknown): NetFailure {
  if (error instanceof NetFailure) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (ofCertificates.test(code)) return new NetFailure("certificate");
  if (code.startsWith("ERR_SSL") || code.startsWith("HPE_")) return new NetFailure("protocol");
  return new NetFailure(kindOfCode[code] ?? "closed");
}
