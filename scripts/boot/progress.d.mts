export function step<T>(label: string, work: () => Promise<T>): Promise<T>;
export function tellStepsOn(stream: NodeJS.WriteStream): void;
