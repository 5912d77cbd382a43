import { describe, expect, it } from "vitest";
import { toInstance } from "@/lib/providers/vastai/machine-map";
import { machine } from "@/lib/providers/vastai/machine-wire";
import { toVolume } from "@/lib/providers/vastai/volumes";
import { volume } from "@/lib/providers/vastai/wire";
import fixture from "../../fixtures/providers/vastai/machine.json";

const running = fixture.instances;
const read = (changes: object) => toInstance(machine.parse({ ...running, ...changes }));
const stopped = { cur_state: "stopped", intended_status: "stopped", next_state: "stopped" };
const wanted = { cur_state: "stopped", intended_status: "running", next_state: "running" };

describe("a Vast.ai machine's status", () => {
  it.each([
    [null, "provisioning"],
    ["created", "provisioning"],
    ["loading", "provisioning"],
    ["rebooting", "provisioning"],
    ["recycling", "provisioning"],
    ["running", "running"],
    ["exited", "stopped"],
    ["stopped", "stopped"],
    ["offline", "failed"],
    ["unknown", "failed"],
    ["frozen", "failed"],
    ["hibernating", "unknown"],
  ] as const)("%s is %s", (actual_status, status) => {
    expect(read({ actual_status }).status).toBe(status);
  });

  it("is waiting while it schedules, however long the GPU is somebody else's", () => {
    expect(read({ actual_status: "scheduling", ...wanted }).status).toBe("provisioning");
  });

  it("is running until a stop that was asked for is done", () => {
    const one = read({ intended_status: "stopped", next_state: "stopped" });
    expect(one).toMatchObject({ status: "running", nativeStatus: "running, stop asked" });
    expect(one.isPreempted).toBeUndefined();
  });

  it("costs nothing while its host is offline or its container cannot be made", () => {
    const status_msg = "Error response from daemon: OCI runtime create failed: runc";
    expect(read({ actual_status: "offline" }).ratePerHourMicros).toBe(0n);
    expect(read({ actual_status: "created", status_msg }).ratePerHourMicros).toBe(0n);
    expect(read({ actual_status: "frozen" }).ratePerHourMicros).not.toBe(0n);
  });

  it("is failed when its container cannot be made, and only then", () => {
    const status_msg = "Error response from daemon: OCI runtime create failed: runc";
    expect(read({ actual_status: "created", status_msg }).status).toBe("failed");
    expect(read({ actual_status: "created", status_msg: "success" }).status).toBe("provisioning");
    expect(read({ actual_status: "running", status_msg }).status).toBe("running");
  });

  it("is preempted when a bid's three states are stopped, by its owner or by a higher bid", () => {
    const outbid = read({ actual_status: "exited", is_bid: true, ...stopped });
    expect(outbid).toMatchObject({ status: "stopped", isPreempted: true });
    const early = read({ actual_status: null, is_bid: true, ...stopped });
    expect(early).toMatchObject({ status: "stopped", isPreempted: true });
    const rented = read({ actual_status: "exited", is_bid: false, ...stopped });
    expect(rented.status).toBe("stopped");
    expect(rented.isPreempted).toBeUndefined();
    const waiting = read({ actual_status: "exited", is_bid: true, ...wanted });
    expect(waiting.isPreempted).toBeUndefined();
  });

  it("is stopped when it was stopped before its host had heard of it", () => {
    expect(read({ actual_status: null, ...stopped }).status).toBe("stopped");
  });
});

describe("what a Vast.ai machine costs now", () => {
  it("is the GPUs and the disk while the contract runs, even if the container ended by itself", () => {
    expect(read({}).ratePerHourMicros).toBe(143_430n);
    expect(read({ actual_status: "exited" }).ratePerHourMicros).toBe(143_430n);
  });

  it("is what the host asks since it raised its price", () => {
    expect(read({ dph_total: 0.2, instance: null }).ratePerHourMicros).toBe(200_000n);
  });

  it("is what the host asks for a stopped one, or else its disk", () => {
    const dearer = { gpuCostPerHour: 0, diskHour: 0.02, totalHour: 0.02 };
    const one = { actual_status: "exited", ...stopped };
    expect(read({ ...one, instance: dearer }).ratePerHourMicros).toBe(20_000n);
    expect(read({ ...one, instance: null }).ratePerHourMicros).toBe(10_274n);
  });

  it("is not guessed where nothing is told", () => {
    expect(read({ dph_total: null }).ratePerHourMicros).toBeNull();
  });
});

describe("the way to a Vast.ai machine", () => {
  it("is its own address without the line break, or else the proxy", () => {
    expect(read({}).ssh).toEqual({ host: "203.0.113.42", port: 40_111, user: "root" });
    const proxy = { host: "ssh6.vast.ai", port: 12_344, user: "root" };
    expect(read({ ports: null }).ssh).toEqual(proxy);
    expect(read({ ports: {} }).ssh).toEqual(proxy);
    expect(read({ ports: [8080] }).ssh).toEqual(proxy);
    expect(read({ public_ipaddr: null }).ssh).toEqual(proxy);
  });

  it("is one port higher at the proxy where a notebook runs too", () => {
    const one = read({ ports: null, image_runtype: "jupyter_proc ssh_proxy" });
    expect(one.ssh?.port).toBe(12_345);
  });

  it("is told only while it runs, with every opened port once", () => {
    expect(read({}).ports).toEqual([{ internal: 8888, external: "203.0.113.42:40112" }]);
    expect(read({ actual_status: "loading" }).ssh).toBeNull();
    expect(read({ actual_status: "exited", ...stopped }).ssh).toBeNull();
  });

  it("is in the country of its host, made when it was, or not told", () => {
    expect(read({})).toMatchObject({ region: "US", createdAt: new Date(1_761_008_618_225) });
    expect(read({ geolocation: null, start_date: null, label: null })).toMatchObject({
      region: null,
      createdAt: null,
      name: null,
    });
  });
});

describe("a Vast.ai volume", () => {
  const row = { id: 9, machine_id: 30_061, disk_space: 15, start_date: 1_761_008_618 };
  const readVolume = (changes: object) => toVolume(volume.parse({ ...row, ...changes }));

  it("has its size, what it costs and the machines it hangs on", () => {
    const changes = { storage_total_cost: 0.003, instances: [{ id: 5 }, 6, "odd"], status: "up" };
    expect(readVolume(changes)).toEqual({
      id: "9",
      name: null,
      sizeGb: 15,
      region: null,
      attachedTo: ["5", "6"],
      ratePerHourMicros: 3_000n,
      createdAt: new Date(1_761_008_618_000),
      nativeStatus: "up",
    });
  });

  it("has no price where none is told", () => {
    expect(readVolume({})).toMatchObject({ ratePerHourMicros: null, attachedTo: [] });
  });
});
