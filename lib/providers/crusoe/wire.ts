import { z } from "zod";

const text = z.string().min(1);
const list = <T>(item: z.ZodType<T>) => z.object({ items: z.array(item) });

/** Rows stay unread: an odd one must not hide the others. */
export const typeList = list(z.unknown());

/** A kind of machine; `gpu_type` is what its price hangs on. */
export const machineType = z.object({
  product_name: text,
  num_gpu: z.number().int().nonnegative(),
  gpu_type: z.string(),
  cpu_cores: z.number().int().nonnegative(),
  memory_gb: z.number().nonnegative(),
  /** Of its own, erased on a stop; 0 where it has none. */
  disk_gb: z.number().nonnegative(),
});

export const capacityList = list(
  z.object({ type: text, location: text, quantity: z.number().int() }),
);

export const projectList = list(z.object({ id: text }));

export const identity = z.object({ identity: z.object({ email: z.string() }) });

export const sshKeyList = list(z.object({ id: text, name: z.string(), public_key: text }));

const states = z.enum(["IN_PROGRESS", "SUCCEEDED", "FAILED"]);
const operation = z.object({
  operation_id: text,
  state: states,
  started_at: text,
  result: z.unknown().optional(),
});

/** What a call begins; `metadata.id` is the thing it is about. */
export const begun = z
  .object({ operation: operation.extend({ metadata: z.object({ id: text }) }) })
  .transform(({ operation: one }) => one);

/** An operation read again: bare by the document, wrapped by older answers. */
export const operationAnswer = z.union([
  operation,
  z.object({ operation }).transform(({ operation: one }) => one),
]);

export const operationList = list(operation);

/** Why an operation failed. */
export const failure = z.object({ code: z.string().nullish(), message: z.string().nullish() });

const attachedDisk = z.object({ id: text, name: z.string(), attachment_type: z.string() });

export const machine = z.object({
  id: text,
  name: z.string(),
  state: text,
  location: z.string().nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  disks: z.array(attachedDisk),
  network_interfaces: z.array(
    z.object({
      ips: z
        .array(z.object({ public_ipv4: z.object({ address: z.string() }).nullish() }))
        .nullish(),
    }),
  ),
});

/** The last page has no token, or an empty one. */
export const machinePage = list(machine).extend({ next_page_token: z.string().nullish() });

export const disk = z.object({
  id: text,
  name: z.string(),
  location: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  attached_to: z.array(z.unknown()).nullish(),
});

export const diskList = list(disk);

/** A refusal; which of the two holds the word that tells why differs by service. */
export const refusal = z.object({ code: z.string(), message: z.string() });

export type MachineType = z.infer<typeof machineType>;
export type Capacity = z.infer<typeof capacityList>["items"][number];
export type Operation = z.infer<typeof operation>;
export type CrusoeMachine = z.infer<typeof machine>;
export type Disk = z.infer<typeof disk>;
