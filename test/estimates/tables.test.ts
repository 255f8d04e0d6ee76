import { describe, expect, it } from 'vitest'
import { createTableRows } from '../../src/estimates/tables.ts'
import type { AnswerView, Cell, Table } from '../../src/estimates/tables.ts'
import type { EstimateResponse } from '../../src/estimates/response.ts'
import { ask, fourHoursOfPeople, orders } from './real-prices.ts'

const answer: EstimateResponse = ask({ offerings: ['aws-sqs-standard', 'aws-msk-standard'], operations: fourHoursOfPeople })

function tableOf (view: AnswerView, response: EstimateResponse): Table {
  const { columns, rowsOf } = createTableRows(view, () => true)
  return { columns, rows: rowsOf(response) }
}
const toTables = (response: EstimateResponse): Readonly<Record<AnswerView, Table>> => ({ lines: tableOf('lines', response), offerings: tableOf('offerings', response), fit: tableOf('fit', response) })
const { lines, offerings } = toTables(answer)

/** The rows of some columns. */
function cells ({ columns, rows }: Table, ...names: readonly string[]): ReadonlyArray<readonly Cell[]> {
  const indexes = names.map(name => columns.findIndex(column => column.name === name))
  return rows.map(row => indexes.map(index => row[index]!))
}

const offeringColumns = [
  'offering text', 'title text', 'provider text', 'status text', 'feasible text', 'currency text', 'asOf date',
  'infrastructureLow money', 'infrastructureExpected money', 'infrastructureHigh money', 'operationsLow money', 'operationsExpected money', 'operationsHigh money', 'totalLow money', 'totalExpected money', 'totalHigh money',
  'brokers count', 'brokerType text', 'partitions count', 'bindingConstraint text', 'blockers text', 'errorCode text', 'errorMessage text'
]
const lineColumns = [
  'lineItem text', 'lineTitle text', 'group text', 'consumedQuantity decimal', 'consumedUnit text', 'pricingQuantity decimal', 'pricingUnit text', 'listCost decimal', 'cost decimal', 'costLow decimal', 'costHigh decimal', 'formula text', 'source text'
]
const laterOfOfferings = ['region text', 'standAloneInfrastructureExpected money', 'standAloneOperationsExpected money', 'standAloneTotalExpected money', 'togetherInfrastructureExpected money', 'togetherOperationsExpected money', 'togetherTotalExpected money']
const fitColumns = ['suitable text', 'unsuitableBecause text', 'partlyMeets text']
const evidenceColumns = ['infrastructureOfficialShare decimal', 'infrastructureThirdPartyShare decimal', 'infrastructureInferredShare decimal', 'infrastructureJudgementShare decimal']
const laterOfLines = [...laterOfOfferings, 'commitmentPercent decimal', 'commitmentTerm text', ...fitColumns, ...evidenceColumns, 'confidence text']
const official = ['1', '0', '0', '0']
const alone = [null, null, null, null, null, null, null, null, null]
const written = ({ columns }: Table): readonly string[] => columns.map(({ name, type }) => `${name} ${type}`)

describe('the table of offerings', () => {
  it('has its columns in this order: later ones are only appended', () => {
    expect(written(offerings)).toEqual([...offeringColumns, ...laterOfOfferings, ...fitColumns, ...evidenceColumns])
  })

  it('has one row an offering', () => {
    expect(offerings.rows).toEqual([
      ['aws-sqs-standard', 'Amazon SQS, standard queues', 'AWS', 'priced', true, 'USD', '2025-11-10', '60.00', '600.00', '600.00', '100.00', '200.00', '400.00', '160.00', '800.00', '1000.00', null, null, null, null, '', null, null, 'us-east-1', ...alone, ...official],
      ['aws-msk-standard', 'Amazon MSK Provisioned, Standard brokers', 'AWS', 'priced', true, 'USD', '2025-11-10', '604.92', '604.92', '604.92', '100.00', '200.00', '400.00', '704.92', '804.92', '1004.92', 3, 'kafka.m7g.large', 3, 'minimum-brokers', '', null, null, 'us-east-1', ...alone, ...official]
    ])
  })

  it('names what blocks an offering', () => {
    const blocked = toTables(ask({ offerings: ['aws-sqs-standard'], workload: { retentionDays: 30, replay: true } }))
    expect(cells(blocked.offerings, 'feasible', 'blockers')).toEqual([[false, 'RETENTION_TOO_LONG REPLAY_UNSUPPORTED']])
  })
})

describe('the table of lines', () => {
  it('has the columns of its offering, its own after them, and behind both those that came later', () => {
    expect(written(lines)).toEqual([...offeringColumns, ...lineColumns, ...laterOfLines])
  })

  it('has one row a line, and repeats the offering', () => {
    expect(cells(lines, 'offering', 'totalExpected', 'lineItem')).toEqual([
      ['aws-sqs-standard', '800.00', 'requests.send'],
      ['aws-sqs-standard', '800.00', 'requests.receive'],
      ['aws-sqs-standard', '800.00', 'requests.empty-receive'],
      ['aws-sqs-standard', '800.00', 'requests.delete'],
      ['aws-msk-standard', '804.92', 'compute.brokers'],
      ['aws-msk-standard', '804.92', 'storage.brokers'],
      ['aws-msk-standard', '804.92', 'network.inter-zone.produce'],
      ['aws-msk-standard', '804.92', 'network.inter-zone.consume'],
      ['aws-msk-standard', '804.92', 'network.inter-zone.replicate']
    ])
  })

  it('has the quantities, the cost and its range of a line', () => {
    expect(cells(lines, ...lineColumns.map(column => column.split(' ')[0]!))[0]).toEqual([
      'requests.send', 'Send calls', 'usage', '500000000', 'Messages', '500000000', 'Requests', '200', '200', '20', '200', 'ceil(500000000 messages / 1 a call) × 1 requests', 'aws-sqs:us-east-1/requests.standard'
    ])
  })

  it('has the cost itself at both ends of a line that is no range', () => {
    expect(cells(lines, 'cost', 'costLow', 'costHigh')[4]).toEqual(['446.76', '446.76', '446.76'])
  })
})

describe('the confidence of a line', () => {
  it('is that of its price, and of what it is bought with where that is the weaker', () => {
    // AWS publishes what a machine costs by the hour; the discount for a year is inferred.
    const bought = (commitment: string): Table => toTables(ask({ offerings: ['kafka-aws-ec2'], options: { 'kafka-aws-ec2': { commitment } } })).lines
    const confidenceOf = (commitment: string): unknown => cells(bought(commitment), 'lineItem', 'confidence').find(([id]) => id === 'compute.brokers')
    expect([confidenceOf('none'), confidenceOf('1-year')]).toEqual([['compute.brokers', 'official'], ['compute.brokers', 'inferred']])
  })

  it('is nothing of an offering without lines', () => {
    expect(cells(toTables(ask({ offerings: ['aws-sqs-standard', 'confluent-cloud-dedicated'] })).lines, 'offering', 'confidence').at(-1)).toEqual(['confluent-cloud-dedicated', null])
  })
})

describe('an offering that failed', () => {
  const { lines, offerings } = toTables(ask({ offerings: ['aws-sqs-standard', 'aws-msk-serverless'], workload: { region: 'us-west-1' } }))
  const message = 'Amazon Web Services does not sell serverless.cluster in us-west-1 (price table aws-msk 2025-10-09).'

  it('is a row of the offerings with its error and no money', () => {
    expect(offerings.rows[1]).toEqual(['aws-msk-serverless', 'Amazon MSK Serverless', 'AWS', 'error', null, 'USD', '2025-11-10', null, null, null, null, null, null, null, null, null, null, null, null, null, null, 'NOT_OFFERED_IN_REGION', message, null, ...alone, null, null, null, null])
  })

  it('is a row of the lines, so that nobody misses it there', () => {
    expect(cells(lines, 'offering', 'lineItem', 'cost', 'costLow', 'costHigh', 'errorCode').at(-1)).toEqual(['aws-msk-serverless', null, null, null, null, 'NOT_OFFERED_IN_REGION'])
    expect(lines.rows.at(-1)).toHaveLength(offeringColumns.length + lineColumns.length + laterOfLines.length)
  })
})

describe('what a workload adds', () => {
  // One message costs nothing beside half a billion that run already: 600.00 and 200.00 of people are what both cost.
  const both = toTables(ask({ offerings: ['aws-sqs-standard'], operations: fourHoursOfPeople, workload: { requestsPerMonth: 1, pollersPerGroup: 0 }, existing: orders }))

  it('stands in the columns of totals, and what it costs alone and together behind all others', () => {
    expect(cells(both.offerings, 'totalExpected', 'standAloneTotalExpected', 'togetherTotalExpected')).toEqual([['0.00', '200.00', '800.00']])
    expect(cells(both.lines, 'togetherInfrastructureExpected', 'togetherOperationsExpected', 'standAloneInfrastructureExpected', 'standAloneOperationsExpected')[0]).toEqual(['600.00', '200.00', '0.00', '200.00'])
  })
})

describe('an offering without a price, and a price with a commitment', () => {
  const [estimate] = answer.estimates
  const { totals, lineItems, ...unpriced } = estimate!

  it('says in the place of an error why figures are blank', () => {
    const quoted = toTables({ ...answer, estimates: [{ ...unpriced, status: 'unpriced', unpriced: 'Sold by quote only.' }] })
    expect(cells(quoted.offerings, 'status', 'feasible', 'totalExpected', 'errorCode', 'errorMessage')).toEqual([['unpriced', true, null, null, 'Sold by quote only.']])
    expect(cells(quoted.lines, 'lineItem', 'errorMessage')).toEqual([[null, 'Sold by quote only.']])
  })

  it('says how much is off the price of a line, and for how long one commits', () => {
    const committed = { ...lineItems![0]!, commitment: { percent: '37', term: 'one year, nothing upfront', source: 'aws-ec2:facts/commitments', confidence: 'official' as const } }
    expect(cells(toTables({ ...answer, estimates: [{ ...estimate!, lineItems: [committed, lineItems![1]!] }] }).lines, 'commitmentPercent', 'commitmentTerm')).toEqual([['37', 'one year, nothing upfront'], [null, null]])
  })
})

describe('a summary', () => {
  const { lines, offerings } = toTables(ask({ offerings: ['aws-msk-standard'], operations: fourHoursOfPeople, detail: 'summary' }))

  it('has the totals, and neither brokers nor blockers, which it does not carry', () => {
    expect(cells(offerings, 'totalExpected', 'brokers', 'brokerType', 'blockers')).toEqual([['804.92', null, null, null]])
  })

  it('has one row of lines, without a line', () => {
    expect(cells(lines, 'offering', 'lineItem', 'source')).toEqual([['aws-msk-standard', null, null]])
  })
})

describe('the table of verdicts', () => {
  const required = { offerings: ['aws-sqs-standard'], requirements: ['replay', 'fan-out'] }

  it('has a row an offering and criterion, and says which are required', () => {
    const { fit } = toTables(ask(required))
    expect(written(fit)).toEqual(['offering text', 'title text', 'criterion text', 'required text', 'verdict text', 'reason text', 'source text', 'confidence text'])
    expect(cells(fit, 'offering', 'criterion', 'required', 'verdict').slice(3)).toEqual([
      ['aws-sqs-standard', 'replay', true, 'fails'],
      ['aws-sqs-standard', 'real-time-streaming', false, 'partly'],
      ['aws-sqs-standard', 'governance-and-security', false, 'partly'],
      ['aws-sqs-standard', 'multi-cloud', false, 'fails'],
      ['aws-sqs-standard', 'cost-behaviour', false, 'meets'],
      ['aws-sqs-standard', 'ai-and-observability-pipelines', false, 'partly'],
      ['aws-sqs-standard', 'team-maturity', false, 'meets'],
      ['aws-sqs-standard', 'fan-out', true, 'partly']
    ])
  })

  it('is empty of a summary, whose offerings are unsuitable without a reason', () => {
    const { fit, offerings } = toTables(ask({ ...required, detail: 'summary' }))
    expect([fit.rows, cells(offerings, 'suitable', 'unsuitableBecause')]).toEqual([[], [[false, null]]])
  })

  it('requires nothing where nothing was required', () => {
    expect(new Set(cells(toTables(ask({ offerings: ['aws-sqs-standard'] })).fit, 'required').flat())).toEqual(new Set([false]))
  })
})

describe('a service without brokers', () => {
  it('has none in its row, and no type of them', () => {
    expect(cells(toTables(ask({ offerings: ['aws-msk-serverless'] })).offerings, 'brokers', 'brokerType', 'partitions', 'bindingConstraint')).toEqual([[0, null, 3, 'ingress']])
  })
})

describe('the tables of many answers', () => {
  it('have the columns that are wanted, in the order of the table, for each view', () => {
    const response = ask({ offerings: ['aws-sqs-standard'], detail: 'lines' })
    const wanted = new Set(['infrastructureExpected', 'offering', 'lineItem'])
    const offerings = createTableRows('offerings', name => wanted.has(name))
    expect(offerings.columns).toEqual([{ name: 'offering', type: 'text' }, { name: 'infrastructureExpected', type: 'money' }])
    // Half a billion messages, sent, received and deleted at 0.40 a million.
    expect(offerings.rowsOf(response)).toEqual([['aws-sqs-standard', '600.00']])
    const lines = createTableRows('lines', name => wanted.has(name))
    expect(lines.columns.map(({ name }) => name)).toEqual(['offering', 'infrastructureExpected', 'lineItem'])
    expect(lines.rowsOf(response)[0]).toEqual(['aws-sqs-standard', '600.00', 'requests.send'])
  })
})
