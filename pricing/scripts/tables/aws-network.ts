import type { PriceTableDocument } from '../../../src/pricing/price-table.ts'
import { byRegion, calculatorFeed, notCovered, openFeed, pricedRegions, sqsFacts, sqsSources } from '../aws.ts'
import { priceText } from '../exact.ts'
import type { Facts } from '../facts.ts'
import { flat, graduated } from '../table.ts'
import type { RegionDocument } from '../table.ts'

const PUBLIC_ADDRESS_HOUR = '0.005'
const ADDRESS_CHECKED = 'us-east-1'

/** The price most destinations share; the lower one where two are equally common. */
export function commonest (prices: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const price of prices) counts.set(price, (counts.get(price) ?? 0) + 1)
  const [first] = [...counts].sort(([priceA, countA], [priceB, countB]) => countB - countA || priceA - priceB)
  if (first === undefined) throw new Error('no prices to choose from')
  return first[0]
}

export function awsNetworkTable (facts: Facts): PriceTableDocument {
  const json = sqsFacts(facts)
  const { data_transfer: rules } = json.rules
  const { matrix } = json.inter_region_egress_usd_per_gb
  const endpoint = openFeed(facts, 'vpc.2025-11-04.subset.json')
  const nat = openFeed(facts, 'natgateway.2025-10-28.min.json')
  const zone = rules.inter_az_usd_per_gb_each_direction
  const names = new Map(pricedRegions(json).map(([code, { name }]) => [code, name]))

  return {
    id: 'aws-network',
    version: '2025-11-04',
    title: 'AWS data transfer, interface endpoints, NAT gateways',
    provider: 'Amazon Web Services',
    currency: 'USD',
    provenance: [
      `Interface endpoints: the AWS Pricing Calculator feed of 2025-11-04; NAT gateways: of 2025-10-28; 35 regions each. ${calculatorFeed} Both were compared with the feed itself when this file was written; a difference stops the script.`,
      'Transfer to the internet and between regions: a mirror\'s flattened form of the AWS Pricing Calculator feed, last changed on 2025-06-05 and without rate codes. us-east-1 to us-west-2 was confirmed on 2026-08-31, internet egress of us-east-1, eu-west-1 and eu-central-1 in July 2026.',
      'This version bears the day of the newest of its readings. The older ones are taken to hold until then.',
      'Between zones, 0.01 per GB in each direction was read for us-east-1, eu-west-1 and eu-central-1; it is inferred for every other region. Price it once for the sender and once for the receiver.',
      'inter-region.unspecified is the commonest price of the row, for requests that name no destination; it is inferred and can be wrong for a given pair.',
      'The feed has no price from ap-southeast-3 to ap-northeast-3 and sa-east-1: those two SKUs are missing.',
      'Prices to ap-southeast-7 differ from the rest of a row (0.08 out of the United States and Europe); the feed says so and it was kept.',
      'The free 100 GB a month to the internet is one allowance over all services and regions of an account.',
      'The hourly price of a public address was read for us-east-1; it is inferred elsewhere.',
      'The bounds of the endpoint tiers are binary petabytes, 1,048,576 and 5,242,880 GB; third-party tables round them to 1,000,000 and 5,000,000.',
      notCovered
    ],
    sources: sqsSources(json, ['S1-dt', 'S2-vpc', 'S2-natgateway', 'S3', 'S4', 'S7']),
    facts: {},
    regions: byRegion(json, ({ name, internet_egress: egress, interface_endpoint: endpoints, nat_gateway: gateway }, code) => {
      const row = matrix[code]
      if (row === undefined) throw new Error(`no transfer prices out of ${code}`)
      const zoneChecked = zone.regions_checked.includes(code)
      const addressChecked = code === ADDRESS_CHECKED
      const dataTiers = endpoints.per_gb_tiers.map(tier => {
        const price = priceText(tier.usd_per_gb)
        const range = `from ${tier.from_gb} to ${tier.to_gb ?? 'Inf'}`
        return { upTo: tier.to_gb === null ? null : String(tier.to_gb), price, skuPriceId: endpoint(name, `Charge for per GB data processed by VPC Endpoints per GB ${range}`, price) }
      })
      const skus: RegionDocument['skus'] = {
        'inter-zone': flat('Data transfer between zones, each direction', 'GB', priceText(zone.value), zoneChecked
          ? { source: 'S4', confidence: 'official' }
          : { source: 'S4', confidence: 'inferred', note: 'Read for us-east-1, eu-west-1 and eu-central-1; taken to be the same here' })
      }
      for (const [destination, price] of Object.entries(row).sort(([a], [b]) => a < b ? -1 : 1)) {
        const destinationName = names.get(destination)
        if (destinationName === undefined) throw new Error(`transfer from ${code} to ${destination}, which is no region here`)
        skus[`inter-region.${destination}`] = flat(`Data transfer to ${destinationName}`, 'GB', priceText(price), { source: 'S1-dt', confidence: 'official' })
      }
      skus['inter-region.unspecified'] = flat('Data transfer to another region', 'GB', priceText(commonest(Object.values(row))), { source: 'S1-dt', confidence: 'inferred', note: 'The commonest price out of this region' })
      skus['internet-egress'] = graduated('Data transfer to the internet', 'GB', egress.tiers.map(tier => [tier.to_gb === null ? null : String(tier.to_gb), priceText(tier.usd_per_gb)] as const),
        { source: 'S1-dt', confidence: 'official', freeQuantity: String(rules.free_internet_egress_gb_per_month.value) })
      const endpointHour = priceText(endpoints.usd_per_endpoint_az_hour)
      skus['interface-endpoint.hours'] = flat('Interface endpoint, each zone', 'Endpoint-Hours', endpointHour, { source: 'S2-vpc', confidence: 'official', skuPriceId: endpoint(name, 'Hourly charge for VPC Endpoints per Hrs', endpointHour) })
      skus['interface-endpoint.data'] = graduated('Interface endpoint data', 'GB', dataTiers.map(({ upTo, price }) => [upTo, price] as const), { source: 'S2-vpc', confidence: 'official', skuPriceId: dataTiers[0]!.skuPriceId })
      const [hour, data] = [priceText(gateway.usd_per_hour), priceText(gateway.usd_per_gb)]
      skus['nat.hours'] = flat('NAT gateway', 'Gateway-Hours', hour, { source: 'S2-natgateway', confidence: 'official', skuPriceId: nat(name, 'Hourly charge for NAT Gateways', hour) })
      skus['nat.data'] = flat('NAT gateway data', 'GB', data, { source: 'S2-natgateway', confidence: 'official', skuPriceId: nat(name, 'Charge for per GB data processed by NatGateways', data) })
      skus['nat.address'] = flat('Public IPv4 address of a NAT gateway', 'Address-Hours', PUBLIC_ADDRESS_HOUR, addressChecked
        ? { source: 'S3', confidence: 'official' }
        : { source: 'S3', confidence: 'inferred', note: 'Read for us-east-1; taken to be the same here' })
      return skus
    })
  }
}
