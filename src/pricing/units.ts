/** Unit names in FOCUS spelling: plural counts, a product with a hyphen, binary prefixes written out. */
export const units = [
  'Requests', 'Messages', 'Objects', 'Keys', 'Key-Months',
  'GB', 'GB-Months', 'GiB-Months', 'MiB/s-Months', 'IOPS-Months',
  'Hours', 'Cluster-Hours', 'Partition-Hours', 'Endpoint-Hours', 'Gateway-Hours', 'Address-Hours', 'Worker-Hours',
  'eCKU-Hours', 'DCU-Hours', 'TU-Hours', 'PU-Hours', 'CU-Hours', 'Quarter-Hours', 'GiB', 'GiB-Hours', 'GB-Hours', 'Events', 'Months', 'kWh', 'kW-Months', 'Servers', 'Server-Months'
] as const

export type Unit = typeof units[number]
