/** What stands beside every computed answer. */

export const texts = {
  start: 'Compute',
  again: 'Compute again',
  soFar: (done: string, total: string) => `So far, ${done} of ${total}`,
  stopped: (done: string, total: string) => `Stopped at ${done} of ${total}`,
  stale: 'This answer is for what was asked earlier: the case, the roadmap or a choice above has changed since.',
  gone: 'The desk no longer keeps the answer that this address names.',
  kept: 'As it was kept by the desk',
  result: 'This answer',
  json: 'JSON',
  csv: 'CSV',
  whereSet: 'where it is set',
  seconds: 'Seconds at most',
  histories: 'Histories',
  seed: 'Seed',
  seedHint: 'The same seed plays the same futures under every roadmap.',
  workedOn: 'being worked on',
  none: 'No agreement',
  opened: (title: string) => `opened ${title}`,
} as const;
