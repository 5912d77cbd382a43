import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { HttpFailure, httpCall } from "@/lib/http";

const open: Server[] = [];

function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  open.push(server);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function failureOf(call: Promise<unknown>): Promise<HttpFailure> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HttpFailure)) throw new Error(`expected a failure, got ${String(error)}`);
  return error;
}

describe("an outside call", () => {
  test("gives back status, headers and text whatever the status is", async () => {
    const url = await serve((request, response) => {
      response.writeHead(429, { "retry-after": "7" }).end(request.method);
    });
    const answer = await httpCall({ method: "DELETE", url });
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("7");
    expect(answer.text).toBe("DELETE");
  });

  test("that nobody answers ends at its time limit and counts as sent", async () => {
    const url = await serve(() => undefined);
    const failure = await failureOf(httpCall({ method: "GET", url, timeoutMs: 50 }));
    expect(failure).toMatchObject({ failure: "timeout", sent: true });
  });

  test("to a closed port was surely not sent", async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => open.splice(0)[0]?.close(resolve));
    const failure = await failureOf(httpCall({ method: "POST", url, body: {} }));
    expect(failure).toMatchObject({ failure: "network", sent: false });
  });

  test("cut off in the middle of the answer may have been carried out", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.destroy());
    });
    const failure = await failureOf(httpCall({ method: "POST", url, body: {} }));
    expect(failure).toMatchObject({ failure: "network", sent: true });
  });

  test("never follows a redirect to another host, so a key cannot travel there", async () => {
    let visits = 0;
    const other = await serve((_request, response) => {
      visits += 1;
      response.end("{}");
    });
    const url = await serve((_request, response) => {
      response.writeHead(307, { location: other }).end();
    });
    const failure = await failureOf(httpCall({ method: "POST", url, body: { a: 1 } }));
    expect(failure.failure).toBe("redirect");
    expect(visits).toBe(0);
  });

  test("stops reading an answer that is too large", async () => {
    const url = await serve((_request, response) => {
      response.end("x".repeat(2_000));
    });
    const failure = await failureOf(httpCall({ method: "GET", url, maxBytes: 1_000 }));
    expect(failure.failure).toBe("too-large");
  });
});
