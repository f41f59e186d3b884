/* The server's own description against the OpenAPI 3.1 schema of the standard. */
import { pathToFileURL } from 'node:url'
import { open, require } from './world.mjs'

const { Validator } = await import(pathToFileURL(require.resolve('@seriousme/openapi-schema-validator')).href)
const world = await open(process.argv[2])
let valid = false
try {
  const document = await (await fetch(world.address + '/api/openapi.json')).json()
  const validator = new Validator()
  const result = await validator.validate(document)
  valid = result.valid
  console.log(`openapi ${validator.version}: ${Object.keys(document.paths).length} paths, ${valid ? 'valid' : 'not valid'}`)
  if (!valid) console.log(JSON.stringify(result.errors, null, 1).slice(0, 2000))
} finally {
  await world.close()
}
process.exit(valid ? 0 : 1)
