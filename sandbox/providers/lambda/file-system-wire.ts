import { z } from "zod";

/** `FilesystemCreateRequest` of the document. */
export const createFileSystemSchema = z.object({
  name: z
    .string()
    .min(1)
    .max(60)
    .regex(/^[a-zA-Z]+[0-9a-zA-Z-]*$/),
  region: z.string(),
});

/** A file system has nothing beside the facts that it shares with machines. */
export const fileSystemSchema = z.object({});

export type FileSystemConfig = z.infer<typeof fileSystemSchema>;
