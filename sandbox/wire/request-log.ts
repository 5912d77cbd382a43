const KEPT = 5_000;

/** One call a twin has seen, without the caller's key. */
export interface LoggedCall {
  at: string;
  account: string | null;
  method: string;
  path: string;
  query: string;
  body: unknown;
  status: number | "none";
  fault: string | null;
}

/** The last calls of one provider, newest last; kept in memory only. */
export interface RequestLog {
  add(call: LoggedCall): void;
  list(account?: string): LoggedCall[];
  clear(account?: string): void;
}

export function requestLog(): RequestLog {
  let calls: LoggedCall[] = [];
  return {
    add(call) {
      calls.push(call);
      if (calls.length > KEPT) calls = calls.slice(-KEPT / 2);
    },
    list: (account) => calls.filter((call) => account === undefined || call.account === account),
    clear(account) {
      calls = account === undefined ? [] : calls.filter((call) => call.account !== account);
    },
  };
}
