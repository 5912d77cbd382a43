import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/actions/sign-in-library";
import { visitor } from "@/tests/factories/people";

/** The sign-in library behind a real HTTP server, as the route of the product wires it. */
export async function serveSignIn() {
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/api/auth`,
    stop: () => new Promise<void>((done) => server.close(() => done())),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://here");
  const nextauth = pathname.replace("/api/auth/", "").split("/");
  const body = Object.fromEntries(new URLSearchParams(await readAll(request)));
  const asked = Object.assign(request, {
    query: { ...Object.fromEntries(searchParams), nextauth },
    body,
    cookies: cookiesOf(request.headers.cookie ?? ""),
  });
  const answered = Object.assign(response, {
    status(code: number) {
      response.statusCode = code;
      return answered;
    },
    json(value: unknown) {
      response.setHeader("content-type", "application/json").end(JSON.stringify(value));
    },
    send(value: unknown) {
      response.end(typeof value === "string" ? value : JSON.stringify(value ?? null));
    },
  });
  await NextAuth(authOptions(visitor()))(asked, answered);
}

async function readAll(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString("utf8");
}

function cookiesOf(header: string): Record<string, string> {
  return Object.fromEntries(
    header
      .split("; ")
      .filter((pair) => pair.includes("="))
      .map((pair) => {
        const at = pair.indexOf("=");
        return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))] as const;
      }),
  );
}

/** A browser's cookie jar over `fetch`. */
export class Browser {
  readonly cookies = new Map<string, string>();
  private readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  async get(path: string): Promise<unknown> {
    const answered = await this.ask(path, {});
    return answered.json();
  }

  /** Posts a form with the token the library wants, as its own client does. */
  async post(path: string, fields: Record<string, string>): Promise<{ status: number; url: URL }> {
    const csrf = await this.get("/csrf");
    const token =
      typeof csrf === "object" && csrf && "csrfToken" in csrf ? String(csrf.csrfToken) : "";
    return this.postForm(path, { csrfToken: token, ...fields });
  }

  async postForm(path: string, fields: Record<string, string>) {
    const body = new URLSearchParams({ json: "true", ...fields });
    const answered = await this.ask(path, { method: "POST", body });
    const said: unknown = await answered.json();
    const url = typeof said === "object" && said && "url" in said ? String(said.url) : "";
    return { status: answered.status, url: new URL(url, this.base) };
  }

  private async ask(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answered = await fetch(`${this.base}${path}`, {
      ...init,
      headers: { cookie },
      redirect: "manual",
    });
    for (const line of answered.headers.getSetCookie()) this.keep(line);
    return answered;
  }

  private keep(line: string): void {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (value === "") this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
