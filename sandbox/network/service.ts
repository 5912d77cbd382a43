import { createServer } from "node:http";
import type { Socket } from "node:net";
import type { Condition } from "./conditions";

/** What a service answers to whatever is asked of it. */
export type ServiceAnswer = Pick<Required<Condition>, "httpStatus" | "httpLocation">;

/** A small web service: one answer for every path, set for each socket. */
export interface Service {
  serve(socket: Socket, answer: ServiceAnswer): void;
  close(): void;
}

export function openService(): Service {
  const answers = new WeakMap<Socket, ServiceAnswer>();
  const server = createServer((request, response) => {
    const { httpStatus = 200, httpLocation = "" } = answers.get(request.socket) ?? {};
    response.writeHead(httpStatus, {
      "content-type": "text/plain; charset=utf-8",
      ...(httpLocation !== "" && { location: httpLocation }),
    });
    response.end(httpStatus < 300 ? "ok\n" : `status ${httpStatus}\n`);
  });
  return {
    serve(socket, answer) {
      answers.set(socket, answer);
      server.emit("connection", socket);
    },
    close: () => server.closeAllConnections(),
  };
}
