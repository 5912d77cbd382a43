import { createServer } from "node:http";

const MACHINES = 100;

/** An account of RunPod's with many running pods: which, its key says. */
const peer = createServer((request, response) => {
  const account = /bench-(\d+)-/.exec(request.headers.authorization ?? "")?.[1] ?? "0";
  const pods = Array.from({ length: MACHINES }, (_, index) => podOf(`${account}-${index}`));
  response.setHeader("content-type", "application/json").end(JSON.stringify({ pods }));
});

function podOf(id: string) {
  return {
    id: `pod-${id}`,
    name: `ch-benchins-${id}-create-1`,
    status: "RUNNING",
    gpu: { count: 1 },
    dataCenterId: "US-WA-1",
    cost: 3.29,
    mounts: {},
    ssh: { proxy: null, direct: { host: "203.0.113.7", port: 22, username: "root" } },
    runtime: { ports: [{ private: 22, public: 40_022, type: "tcp", ip: "203.0.113.7" }] },
    createdAt: "2026-01-01T00:00:00.000Z",
  };
}

peer.listen(0, "127.0.0.1", () => {
  const address = peer.address();
  const port = typeof address === "object" ? address?.port : undefined;
  process.stdout.write(`ready peer ${port}\n`);
});
