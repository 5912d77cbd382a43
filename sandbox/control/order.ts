const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

interface Order {
  method: "GET" | "POST";
  path: string;
  body?: unknown;
}

/** The control call a command line stands for; undefined when it makes no sense. */
export function orderOf(words: string[]): Order | undefined {
  const [verb, ...rest] = words;
  const [provider, id, third, fourth] = rest;
  const post = (path: string, body: unknown): Order => ({ method: "POST", path, body });
  const at = (path: string) => `/control/${encodeURIComponent(provider ?? "")}/${path}`;
  switch (verb) {
    case "kill":
      if (!provider || !id) return undefined;
      return post(at(`machines/${encodeURIComponent(id)}/kill`), third ? { how: third } : {});
    case "price":
      return provider && id && third ? post(at("prices"), { id, usd: third }) : undefined;
    case "stock":
      if (!provider || !id || !third || !fourth) return undefined;
      return post(at("stock"), { id, region: third, count: Number(fourth) });
    case "break":
    case "mend":
      return provider ? post(at("outage"), { on: verb === "break" }) : undefined;
    case "advance": {
      const match = /^(\d+)([smhd])$/.exec(provider ?? "");
      const unit = UNITS[match?.[2] ?? ""];
      return match && unit
        ? post("/control/clock", { advanceMs: Number(match[1]) * unit })
        : undefined;
    }
    case "keys":
      return { method: "GET", path: "/control/keys" };
    case "machines":
      return { method: "GET", path: "/control/machines" };
    case "mail":
      return {
        method: "GET",
        path: `/control/mail${provider ? `?to=${encodeURIComponent(provider)}` : ""}`,
      };
    case "reset":
      return post(
        `/control/reset${provider ? `?provider=${encodeURIComponent(provider)}` : ""}`,
        {},
      );
    default:
      return undefined;
  }
}
