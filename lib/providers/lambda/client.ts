import type { z } from "zod";
import { callProvider, type ProviderRequest } from "../call";
import type { CallContext, Credentials } from "../contract";
import { kindOfLaunchRefusal, kindOfRefusal } from "./refusal";
import {
  deleted,
  fileSystemList,
  instanceAnswer,
  instanceList,
  instanceTypes,
  launched,
  sshKeyAnswer,
  sshKeyList,
  touched,
} from "./wire";

/** The HTTP calls of the Lambda Cloud API that we make, one function each. */
export function lambdaClient(baseUrl: string) {
  function call<T>(credentials: Credentials, context: CallContext, request: Call<T>): Promise<T> {
    const apiKey = credentials.apiKey ?? "";
    return callProvider({
      kindOf: kindOfRefusal,
      changesMachine: false,
      ...request,
      url: `${baseUrl}${request.path}`,
      headers: { authorization: `Bearer ${apiKey}` },
      secrets: [apiKey],
      timeoutMs: request.changesMachine ? 60_000 : 20_000,
      ...context,
    });
  }

  function operate<T>(credentials: Credentials, context: CallContext, operation: Operation<T>) {
    const path = `/instance-operations/${operation.name}`;
    const { body, answer, kindOf } = operation;
    const launches = operation.name === "launch";
    return call(credentials, context, {
      method: "POST",
      path,
      body,
      answer,
      changesMachine: true,
      launches,
      ...(kindOf && { kindOf }),
    });
  }

  return {
    instanceTypes(credentials: Credentials, context: CallContext) {
      const path = "/instance-types";
      return call(credentials, context, { method: "GET", path, answer: instanceTypes });
    },
    instances(credentials: Credentials, context: CallContext) {
      return call(credentials, context, {
        method: "GET",
        path: "/instances",
        answer: instanceList,
      });
    },
    instance(credentials: Credentials, id: string, context: CallContext) {
      const path = `/instances/${encodeURIComponent(id)}`;
      return call(credentials, context, { method: "GET", path, answer: instanceAnswer });
    },
    sshKeys(credentials: Credentials, context: CallContext) {
      return call(credentials, context, { method: "GET", path: "/ssh-keys", answer: sshKeyList });
    },
    addSshKey(credentials: Credentials, body: unknown, context: CallContext) {
      const path = "/ssh-keys";
      return call(credentials, context, { method: "POST", path, body, answer: sshKeyAnswer });
    },
    fileSystems(credentials: Credentials, context: CallContext) {
      const path = "/file-systems";
      return call(credentials, context, { method: "GET", path, answer: fileSystemList });
    },
    /** Under another path than the list, by the document. */
    deleteFileSystem(credentials: Credentials, id: string, context: CallContext) {
      const path = `/filesystems/${encodeURIComponent(id)}`;
      const request = { method: "DELETE" as const, path, answer: deleted, changesMachine: true };
      return call(credentials, context, request);
    },
    launch(credentials: Credentials, body: unknown, context: CallContext) {
      const kindOf = kindOfLaunchRefusal;
      return operate(credentials, context, { name: "launch", body, answer: launched, kindOf });
    },
    restart(credentials: Credentials, id: string, context: CallContext) {
      const body = { instance_ids: [id] };
      return operate(credentials, context, { name: "restart", body, answer: touched });
    },
    terminate(credentials: Credentials, id: string, context: CallContext) {
      const body = { instance_ids: [id] };
      return operate(credentials, context, { name: "terminate", body, answer: touched });
    },
  };
}

export type LambdaClient = ReturnType<typeof lambdaClient>;

type Call<T> = Pick<ProviderRequest<T>, "method" | "body" | "answer"> &
  Partial<Pick<ProviderRequest<T>, "changesMachine" | "launches" | "kindOf">> & {
    readonly path: string;
  };

interface Operation<T> {
  readonly name: "launch" | "restart" | "terminate";
  readonly body: unknown;
  readonly answer: z.ZodType<T>;
  readonly kindOf?: ProviderRequest<T>["kindOf"];
}
