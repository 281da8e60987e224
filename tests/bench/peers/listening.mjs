// How a server tells the benchmark where it is.
export function listening(port) {
  process.stdout.write(`listening ${port}\n`);
}
