/* A cell of a workbook that the program made, filled in as a person would: the zip is read and written anew. */
import { inflateRawSync } from 'node:zlib'

function crc32(bytes) {
  let crc = ~0
  for (const b of bytes) {
    crc ^= b
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  return ~crc >>> 0
}

function entries(zip) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = zip.readUInt32LE(end + 16)
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [method, packed, nameSize, extra, comment, local] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
      zip.readUInt32LE(at + 42),
    ]
    const name = zip.toString('utf8', at + 46, at + 46 + nameSize)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(from, from + packed)
    at += 46 + nameSize + extra + comment
    return { name, bytes: method === 8 ? inflateRawSync(bytes) : bytes }
  })
}

function stored(files) {
  const locals = [],
    central = []
  let offset = 0
  for (const { name, bytes } of files) {
    const title = Buffer.from(name)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt32LE(crc32(bytes), 10)
    head.writeUInt32LE(bytes.length, 14)
    head.writeUInt32LE(bytes.length, 18)
    head.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, title, bytes])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, rest, title]))
    locals.push(local)
    offset += local.length
  }
  const list = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, list, Buffer.from('PK\x05\x06', 'latin1'), end])
}

/** cells: address to number or text. */
export function filledIn(zip, cells) {
  return stored(
    entries(zip).map(({ name, bytes }) => {
      if (name !== 'xl/worksheets/sheet1.xml') return { name, bytes }
      let text = bytes.toString('utf8')
      for (const [cell, value] of Object.entries(cells)) {
        const empty = new RegExp(`<c r="${cell}"( s="\\d+")?/>`)
        if (!empty.test(text)) throw new Error(`${cell} is no empty cell of the template`)
        text = text.replace(empty, (_, style = '') =>
          typeof value === 'number'
            ? `<c r="${cell}"${style}><v>${value}</v></c>`
            : `<c r="${cell}"${style} t="inlineStr"><is><t>${value}</t></is></c>`,
        )
      }
      return { name, bytes: Buffer.from(text) }
    }),
  )
}
