import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type Exchange, observeExchanges } from "@/lib/exchanges";
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

describe("a stream that nobody ends", () => {
  const stream = { totalMs: 5_000, quietMs: 80 };

  test("is cut once it is quiet, at its last whole line", async () => {
    const url = await serve((_request, response) => {
      response.write("one\ntwo\nthr");
    });
    const answer = await httpCall({ method: "GET", url, stream });
    expect(answer.text).toBe("one\ntwo\n");
  });

  test("is cut at its greatest size and at its longest time, however much goes on coming", async () => {
    const url = await serve((_request, response) => {
      const go = () => response.destroyed || response.write("line\n".repeat(1_000), go);
      go();
    });
    const small = await httpCall({ method: "GET", url, stream, maxBytes: 20_000 });
    expect(small.text.length).toBeLessThan(200_000);
    const brief = { totalMs: 60, quietMs: 5_000 };
    const began = performance.now();
    const answer = await httpCall({ method: "GET", url, stream: brief, maxBytes: 1e9 });
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(answer.text.endsWith("line\n")).toBe(true);
  });

  test("that its sender ends is taken whole, and one that breaks is no answer", async () => {
    const whole = await serve((_request, response) => response.end("one\ntwo"));
    expect((await httpCall({ method: "GET", url: whole, stream })).text).toBe("one\ntwo");
    const broken = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("one\n", () => response.destroy());
    });
    const failure = await failureOf(httpCall({ method: "GET", url: broken, stream }));
    expect(failure.failure).toBe("network");
  });

  test("can be given up by its reader", async () => {
    const url = await serve((_request, response) => response.write("one\n"));
    const call = httpCall({
      method: "GET",
      url,
      stream: { totalMs: 5_000, quietMs: 5_000 },
      signal: AbortSignal.timeout(50),
    });
    expect((await failureOf(call)).failure).toBe("timeout");
  });
});

describe("whoever watches outside calls", () => {
  test("sees what was sent and what came, and where no answer came, why", async () => {
    const seen: Exchange[] = [];
    const url = await serve((_request, response) => {
      response.writeHead(201, { "x-own": "1" }).end('{"a":1}');
    });
    const away = await serve((_request, response) => {
      response.writeHead(302, { location: "https://example.com/" }).end();
    });
    await observeExchanges(
      (one) => seen.push(one),
      async () => {
        await httpCall({ method: "POST", url, headers: { authorization: "me" }, body: { b: 2 } });
        await failureOf(httpCall({ method: "GET", url: away }));
      },
    );
    await httpCall({ method: "GET", url });
    expect(seen).toMatchObject([
      {
        method: "POST",
        url,
        requestHeaders: { authorization: "me" },
        requestBody: { b: 2 },
        status: 201,
        responseHeaders: { "x-own": "1" },
        responseBody: '{"a":1}',
        failure: null,
      },
      { status: 302, responseBody: null, failure: "redirect" },
    ]);
    expect(seen).toHaveLength(2);
  });
});
