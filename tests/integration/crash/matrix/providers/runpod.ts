import type { RentedProvider } from "../providers";

export const rented: RentedProvider = {
  id: "runpod",
  offer: {
    instanceType: "NVIDIA H100 80GB HBM3",
    region: "US-WA-1",
    tier: "secure",
    perHour: "3.29",
  },
  form: { ports: [22] },
  calls: {
    launch: { method: "POST", path: "^/pods$" },
    terminate: { method: "DELETE", path: "^/pods/" },
    stop: { method: "POST", path: "/action$" },
    start: { method: "POST", path: "/action$" },
    restart: { method: "POST", path: "/action$" },
  },
  accepted: { stop: { status: 200, body: { id: "accepted" } }, terminate: { status: 204 } },
};
