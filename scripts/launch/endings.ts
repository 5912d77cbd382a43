type End = () => Promise<void> | void;

/** Things to end, the newest first, each once. */
export interface Endings {
  add(end: End): void;
  run(): Promise<void>;
}

export function createEndings(): Endings {
  const ends: End[] = [];
  return {
    add: (end) => {
      ends.push(end);
    },
    async run() {
      for (let end = ends.pop(); end; end = ends.pop()) await end();
    },
  };
}
