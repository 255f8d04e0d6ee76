import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Reads a body and answers always the same number of bytes: what node:http costs by itself. */
const bytes = Buffer.alloc(Number(process.argv[2]), 0x20)
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length })
    response.end(bytes)
  })
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
