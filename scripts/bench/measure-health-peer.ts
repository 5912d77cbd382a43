import { createServer, type Socket } from "node:net";

const CONNECTED = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
const ANSWER =
  "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 3\r\nconnection: close\r\n\r\nok\n";

/** Whether machines are silent: told by the first byte of a connection that is no wish to connect. */
const held = { isSilent: false };

/** Every address there is, by way of SOCKS5: each accepts, and answers whatever is asked over HTTP. */
const peer = createServer({ noDelay: true }, (socket) => {
  let step: "greeting" | "wish" | "open" = "greeting";
  socket.on("error", () => socket.destroy());
  socket.on("data", (piece: Buffer) => {
    if (step === "open") return void socket.end(ANSWER);
    if (step === "wish") {
      step = "open";
      if (!held.isSilent) socket.write(CONNECTED);
      return;
    }
    if (piece[0] !== 5) return command(socket, piece);
    step = "wish";
    socket.write(Buffer.from([5, 0]));
  });
});

function command(socket: Socket, piece: Buffer): void {
  held.isSilent = piece.toString() === "silence";
  socket.end("done");
}

peer.listen({ port: 0, host: "127.0.0.1", backlog: 4_096 }, () => {
  const address = peer.address();
  const port = typeof address === "object" ? address?.port : undefined;
  process.stdout.write(`ready peer ${port}\n`);
});
